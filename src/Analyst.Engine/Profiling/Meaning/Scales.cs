namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Words that stand in an order.</summary>
internal static class Scales
{
    private static readonly (string Name, HashSet<string> Words)[] Known =
    [
        Of("sizes", "xxs xs s m l xl xxl xxxl 2xl 3xl|tiny|small|medium|large|big|huge|extra small|extra large|x-large|mini|klein|mittel|gross|petit|moyen|grand|pequeno|mediano|grande"),
        Of("levels", "none very_low low lower medium mid middle moderate average normal high higher critical minor major severe mild urgent minimal|very low|very high|not specified|below average|above average|niedrig|mittel|hoch|gering|faible|moyen|eleve|bajo|medio|alto|trivial|blocker|p0 p1 p2 p3 p4 p5"),
        Of("weekdays", "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo"),
        Of("months", "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar marz mai juni juli oktober dezember janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        Of("quarters", "q1 q2 q3 q4 h1 h2|1st quarter|2nd quarter|3rd quarter|4th quarter"),
        Of("grades", "a+ a a- b+ b b- c+ c c- d+ d d- e f"),
        Of("classes", "first second third fourth 1st 2nd 3rd 4th|first class|second class|third class|economy|premium economy|business|standard|premium"),
        Of("agreement", "strongly disagree|disagree|neutral|neither agree nor disagree|agree|strongly agree|very dissatisfied|dissatisfied|satisfied|very satisfied|never|rarely|seldom|sometimes|often|usually|always|poor|fair|good|very good|excellent|bad|ok|okay|great|unlikely|likely|very unlikely|very likely|outstanding|requires improvement|satisfactory|inadequate|unsatisfied|somewhat agree|somewhat disagree"),
        Of("seasons", "spring summer autumn fall winter fruhling sommer herbst printemps ete automne hiver primavera verano otono invierno"),
        Of("education", "primary secondary tertiary kindergarten bachelor bachelors master masters phd doctorate diploma college graduate|high school|some college|associate|associate degree|bachelor's|master's|bachelor's degree|master's degree|undergraduate|postgraduate|freshman|sophomore|junior|senior"),
        Of("medals", "bronze silver gold platinum diamond|basic|standard|pro|enterprise"),
        Of("roman numbers", "i ii iii iv v vi vii viii ix x xi xii"),
    ];

    /// <summary>The scale that all of these words belong to; null when there is none or they are too few to tell.</summary>
    public static string? Find(IReadOnlyCollection<string> values)
    {
        if (values.Count is < 3 or > 60)
            return null;
        var plain = values.Select(v => NameWords.Plain(v).Trim().TrimEnd('.').ToLowerInvariant()).ToHashSet();
        return plain.Count < 3 ? null : Known.FirstOrDefault(k => plain.All(k.Words.Contains)).Name;
    }

    // Words between blanks, and behind the first bar phrases between bars.
    private static (string, HashSet<string>) Of(string name, string words)
    {
        var parts = words.Split('|');
        return (name, [.. parts[0].Contains(' ') && !words.StartsWith("strongly", StringComparison.Ordinal) ? parts[0].Split(' ') : [parts[0]], .. parts.Skip(1).SelectMany(p => char.IsDigit(p[^1]) ? p.Split(' ') : [p])]);
    }
}
