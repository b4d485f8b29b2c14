using System.Collections.Frozen;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Words that belong to closed lists: countries, currencies, languages.</summary>
internal static class Vocabulary
{
    private const string CountryNames =
        "afghanistan|albania|algeria|andorra|angola|antigua and barbuda|argentina|armenia|australia|austria|azerbaijan|bahamas|the bahamas|bahrain|bangladesh|barbados|belarus|belgium|belize|benin|bhutan|bolivia|bosnia and herzegovina|botswana|brazil|brunei|bulgaria|burkina faso|burma|burundi|cabo verde|cambodia|cameroon|canada|cape verde|central african republic|chad|chile|china|colombia|comoros|congo|congo (brazzaville)|congo (kinshasa)|democratic republic of the congo|congo, dem. rep.|congo, rep.|costa rica|cote d'ivoire|côte d'ivoire|ivory coast|croatia|cuba|cyprus|czechia|czech republic|denmark|djibouti|dominica|dominican republic|east timor|ecuador|egypt|el salvador|england|equatorial guinea|eritrea|estonia|eswatini|ethiopia|fiji|finland|france|gabon|gambia|georgia|germany|ghana|greece|greenland|grenada|guatemala|guinea|guinea-bissau|guyana|haiti|holland|holy see|honduras|hong kong|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|kenya|kiribati|korea|kosovo|kuwait|kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libya|liechtenstein|lithuania|luxembourg|macao|macau|macedonia|north macedonia|madagascar|malawi|malaysia|maldives|mali|malta|marshall islands|mauritania|mauritius|mexico|micronesia|moldova|monaco|mongolia|montenegro|morocco|mozambique|myanmar|namibia|nauru|nepal|netherlands|the netherlands|new zealand|nicaragua|niger|nigeria|north korea|northern ireland|norway|oman|pakistan|palau|palestine|panama|papua new guinea|paraguay|peru|philippines|poland|portugal|puerto rico|qatar|reunion|romania|russia|russian federation|rwanda|saint kitts and nevis|saint lucia|saint vincent and the grenadines|samoa|san marino|sao tome and principe|saudi arabia|scotland|senegal|serbia|seychelles|sierra leone|singapore|slovakia|slovak republic|slovenia|solomon islands|somalia|south africa|south korea|korea, south|korea, north|republic of korea|south sudan|soviet union|spain|sri lanka|sudan|suriname|swaziland|sweden|switzerland|syria|taiwan|taiwan*|tajikistan|tanzania|thailand|timor-leste|togo|tonga|trinidad and tobago|tunisia|turkey|türkiye|turkmenistan|tuvalu|uganda|ukraine|united arab emirates|uae|united kingdom|uk|united states|united states of america|usa|us|uruguay|uzbekistan|vanuatu|vatican city|venezuela|vietnam|viet nam|wales|west bank and gaza|western sahara|yemen|yugoslavia|zambia|zimbabwe"
        + "|deutschland|österreich|schweiz|frankreich|italien|spanien|polen|niederlande|belgien|dänemark|schweden|norwegen|finnland|griechenland|türkei|russland|vereinigtes königreich|vereinigte staaten|tschechien|ungarn|rumänien|bulgarien|kroatien|slowenien|slowakei|japan|indien|brasilien|kanada|mexiko|ägypten|südafrika"
        + "|allemagne|autriche|suisse|espagne|italie|belgique|pays-bas|royaume-uni|états-unis|etats-unis|pologne|suède|norvège|danemark|finlande|grèce|turquie|russie|chine|japon|inde|brésil|canada|mexique|maroc|algérie|tunisie|égypte|afrique du sud"
        + "|alemania|suiza|francia|españa|italia|bélgica|países bajos|reino unido|estados unidos|polonia|suecia|noruega|dinamarca|finlandia|grecia|turquía|rusia|japón|brasil|canadá|méxico|perú|marruecos|egipto|sudáfrica";

    private const string CountryCodes =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UK UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
        + " ABW AFG AGO AIA ALB AND ARE ARG ARM ASM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BMU BOL BRA BRB BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GRL GTM GUM GUY HKG HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRI PRK PRT PRY PSE QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT WSM XKX YEM ZAF ZMB ZWE";

    private const string CurrencyWords =
        "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btc btn bwp byn bzd cad cdf chf clp cny cop crc cup cve czk djf dkk dop dzd egp ern etb eth eur fjd fkp gbp gel ghs gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl lyd mad mdl mga mkd mmk mnt mop mru mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sdg sek sgd shp sll sos srd ssp stn svc syp szl thb tjs tmt tnd top try ttd twd tzs uah ugx usd usdt uyu uzs ves vnd vuv wst xaf xcd xof xpf yer zar zmw zwl $ € £ ¥ us$ euro euros dollar dollars";

    private const string LanguageWords =
        "english german french spanish italian portuguese dutch russian chinese japanese korean arabic hindi bengali urdu turkish polish czech slovak hungarian romanian bulgarian greek swedish norwegian danish finnish icelandic hebrew persian farsi thai vietnamese indonesian malay tamil telugu kannada malayalam marathi gujarati punjabi ukrainian croatian serbian slovenian estonian latvian lithuanian catalan welsh irish latin mandarin cantonese tagalog swahili afrikaans deutsch englisch französisch spanisch italienisch anglais allemand français espagnol italien inglés alemán francés español"
        + " aa ab af am ar as ay az be bg bn bo br bs ca co cs cy da de dz el en eo es et eu fa fi fj fo fr fy ga gd gl gn gu ha he hi hr hu hy id is it ja jv ka kk kl km kn ko ku ky la lb ln lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn no oc or pa pl ps pt qu rm rn ro ru rw sa sd sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt uk ur uz vi wo xh yi yo zh zu"
        + " eng ger deu fre fra spa ita por dut nld rus chi zho jpn kor ara hin tur pol cze ces hun rum ron bul gre ell swe nor dan fin heb per fas tha vie ind ukr hrv srp slv est lav lit cat lat mul und";

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Countries = Set(CountryNames.Split('|'), StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Codes = Set(CountryCodes.Split(' '), StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Currencies = Set(CurrencyWords.Split(' '), StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Languages = Set(LanguageWords.Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a country, not its code.</summary>
    public static bool IsCountry(ReadOnlySpan<char> text) => text.Length is >= 2 and <= 40 && Countries.Contains(text);

    /// <summary>Two or three capitals of ISO 3166.</summary>
    public static bool IsCountryCode(ReadOnlySpan<char> text) => text.Length is 2 or 3 && Codes.Contains(text);

    /// <summary>Three letters of ISO 4217, a sign or a word.</summary>
    public static bool IsCurrency(ReadOnlySpan<char> text) => text.Length is >= 1 and <= 7 && Currencies.Contains(text);

    /// <summary>The name of a language or its code (ISO 639), also with a country behind it.</summary>
    public static bool IsLanguage(ReadOnlySpan<char> text) => text.Length is >= 2 and <= 12 && (Languages.Contains(text) || text.Length == 5 && text[2] is '-' or '_' && Languages.Contains(text[..2]));

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(IEnumerable<string> words, StringComparer comparer) => words.ToFrozenSet(comparer).GetAlternateLookup<ReadOnlySpan<char>>();
}
