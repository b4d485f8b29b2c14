namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Words that tell what a column is, without accents.</summary>
internal static class NameLexicon
{
    public static readonly (NameHint Hint, string Words)[] Words =
    [
        (NameHint.Identifier, "id ids uid uuid guid key pk identifier kennung identifiant identificador clave schluessel schlussel"),
        (NameHint.Number, "no nr num number nummer numero # nbr serial"),
        (NameHint.Of, "of de der von del des"),
        (NameHint.Code, "code codes kode codigo sku ean gtin isbn issn upc asin fips iata icao naics cusip isin ticker symbol vin ssn nif siret siren kuerzel kurzel"),
        (NameHint.Postcode, "zip zipcode postcode postal plz postleitzahl pincode eircode"),
        (NameHint.Phone, "phone telephone telefon tel mobile handy fax telefono cell cellphone mobil mobiltelefon rufnummer movil"),
        (NameHint.Email, "email mail emails courriel correo"),
        (NameHint.Url, "url urls link website web homepage uri href webseite"),
        (NameHint.Country, "country countries land pays pais nation nationality staat nationalitat nationalite nacionalidad"),
        (NameHint.City, "city town stadt ort ville ciudad municipality gemeinde commune municipio hometown wohnort birthplace geburtsort"),
        (NameHint.Address, "address street adresse strasse anschrift direccion rue calle addr"),
        (NameHint.Person, "person customer guest owner contact holder firstname lastname surname fname lname vorname nachname prenom apellido apellidos fullname author person employee kunde mitarbeiter player driver artist actor director writer student teacher manager doctor patient passenger rider senator candidate swimmer jockey coach fahrer spieler joueur jugador auteur autor client cliente empleado trainer skipper captain athlete commander"),
        (NameHint.Name, "name names nom nombre titel title titulo titre label bezeichnung"),
        (NameHint.Company, "company firm firma unternehmen entreprise empresa organization organisation employer supplier vendor lieferant brand manufacturer club team school university institution"),
        (NameHint.Date, "date datum fecha timestamp dob birthday birthdate geburtstag geburtsdatum created updated modified"),
        (NameHint.Time, "time uhrzeit zeit hora heure"),
        (NameHint.Duration, "duration dauer duree duracion elapsed runtime laufzeit"),
        (NameHint.Money, "price prices cost costs amount salary revenue income fee fees fare preis betrag kosten umsatz gehalt prix montant cout salaire precio importe coste salario ingreso sales budget usd eur gbp chf payment tip tips tolls profit wage wages earnings worth tax taxes balance gross spend spending payout rent miete loyer debt charge charges gdp expenses expenditure bonus stipend"),
        (NameHint.Percentage, "percent percentage pct % share ratio prozent anteil pourcentage porcentaje taux quote perc proportion probability prob chance rate"),
        (NameHint.Measure, "weight height length width depth size distance speed temperature temp area volume pressure age ages score scores gewicht hohe lange breite tiefe alter flache poids hauteur longueur largeur taille age peso altura longitud anchura edad density mass bmi elevation altitude voltage current power energy frequency angle radius diameter thickness humidity rainfall precipitation wind cholesterol glucose dose concentration intensity value values wert valeur valor mean average avg median std max min sum hp mpg horsepower displacement acceleration magnitude kg km cm mm mg ml lb lbs ft oz mph kmh celsius fahrenheit sqft sqm ibu abv gpa points punkte"),
        (NameHint.Count, "count counts total totals qty quantity anzahl menge cantidad n nb children kids child bedrooms beds bathrooms baths rooms siblings persons people passengers visits days hours minutes seconds months years weeks goals wins losses draws seats votes views likes comments followers items units pieces stock clicks orders deaths cases attempts laps games matches floors stories doors employees members kinder personen tage stunden minuten jahre enfants jours heures annees hijos personas dias horas zimmer pieces habitaciones dependents times attendance population enrollment reviews ratings downloads retweets shares tickets calls steps runs innings assists rebounds points titles appearances households inhabitants speakers dosage frequency deposits users subscribers students workers tries medals gold silver bronze jobs"),
        (NameHint.Class, "type types class group category gruppe klasse kategorie grade level stage status state kind segment cluster zone region district block ward sex gender geschlecht sexe sexo race flag subject treatment arm generation target label outcome team dept department section batch shift typ art tipo categorie categoria groupe grupo clase classe niveau nivel etat estado mode method cohort phase tier party division borough province county version"),
        (NameHint.Year, "year jahr annee ano anio yr season saison yyyy"),
        (NameHint.Calendar, "month monat mois mes weekday wochentag dow quarter quartal trimestre hour stunde day tag jour dia week woche semaine semana hr mon"),
        (NameHint.Rating, "rating stars star satisfaction likert bewertung note severity priority prioritat importance agreement quality urgency involvement"),
        (NameHint.Rank, "rank ranking position pos place seed seq sequence index row line rang platz round pick draw lane heat order"),
        (NameHint.Latitude, "lat latitude breitengrad latitud"),
        (NameHint.Longitude, "lon lng long longitude langengrad longitud"),
        (NameHint.Coordinates, "coordinates coords geo location koordinaten coordonnees coordenadas latlon latlng geopoint"),
        (NameHint.Currency, "currency wahrung devise moneda curr ccy"),
        (NameHint.Language, "language lang sprache langue idioma locale languages"),
        (NameHint.Flag, "is has flag active enabled aktiv ist hat est yn bool was can should"),
        (NameHint.Ip, "ip ipaddress ipv ipaddr"),
        (NameHint.Iban, "iban konto account"),
        (NameHint.Card, "card creditcard cc karte kreditkarte pan tarjeta carte"),
        (NameHint.Prose, "description comment notes remark remarks text bemerkung review summary abstract message bio details beschreibung kommentar commentaire descripcion notas body content feedback reason story plot observation"),
    ];
}
