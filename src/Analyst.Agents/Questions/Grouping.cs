using System.Globalization;

namespace Analyst.Agents.Questions;

/// <summary>"per region", "by month and product", "over time", "sorted by price".</summary>
internal static class Grouping
{
    public static void Read(Reading r, Intent intent)
    {
        ReadOrder(r, intent);
        for (var i = 0; i < r.Count; i++)
        {
            if (r.Used[i]) continue;
            if (Adverb(r, i) is { } adverb && DateColumn(r, i, i) is { } at)
            {
                intent.Keys.Add(new Field(at, adverb));
                r.Used[i] = true;
            }
            else if (r.Phrase(i, "over", "time") || r.Phrase(i, "over", "the", "years") || r.Word(i) is "trend" or "trends" or "timeline")
            {
                if (DateColumn(r, i, i) is not { } date) continue;
                intent.Keys.Add(new Field(date, Natural(date)));
                r.Assumptions.Add($"Time is cut by {Natural(date).ToString().ToLowerInvariant()} of {date.Name}.");
                r.Use(i, i + 2);
            }
            else if (Trigger(r, i) && !(r.Word(i) is "by" && Ordering(r, i, intent))) ReadKeys(r, i, intent);
        }
    }

    // "show in ascending order by the names": sorting, not grouping.
    private static bool Ordering(Reading r, int i, Intent intent)
    {
        if (intent.Order is null || !Enumerable.Range(Math.Max(0, i - 8), Math.Min(i, 8)).Any(k => r.AnyWord(k) is "order" or "sort" or "rank" or "asc" or "desc" or "ascending" or "descending" or "high" or "low" or "sorted" or "ordered" or "ranked")) return false;
        var at = i + 1;
        while (r.Word(at) is "the" or "a" or "its" or "number" or "of" or "total") at++;
        if (!r.IsFreeColumn(at) || r.Pick(at, _ => true) is not { } column) return true;
        if (intent.Order.Field is null) intent.Order = intent.Order with { Field = new Field(column) };
        r.Used[at] = true;
        return true;
    }

    private static bool Trigger(Reading r, int i) => r.Word(i) is "per" or "each" or "every" or "across" or "by" or "grouped" or "group" or "versus" or "vs"
        || r.Phrase(i, "broken", "down") || (r.Word(i) is "distribution" or "breakdown" or "split" && r.Word(i + 1) is "of" or "by")
        || (r.Word(i) is "different" or "various" && r.Word(i - 1) is "for" or "in" or "across" or "from" or "of" && r.Word(i - 2) is not "number" and not "count");

    private static void ReadKeys(Reading r, int i, Intent intent)
    {
        var at = i + 1;
        while (r.Word(at) is "each" or "every" or "the" or "different" or "of" or "by" or "its" or "their" or "down" or "a" or "all" or "various" or "unique" or "distinct" or "attribute" or "column" or "from") at++;
        if (r.IsFreeColumn(at) && r.Word(i) == "by" && r.Items[at].Column is { } direct && IsMeasure(r, new Field(direct))) return;
        if (!ReadKey(r, at, out var key, out var next) || (r.Word(i) == "by" && IsMeasure(r, key!))) return;
        intent.Keys.Add(key!);
        r.Use(i, next);
        while (r.Word(next) is "and" or "," or "by" or "per" or "for")
        {
            var more = next + 1;
            while (r.Word(more) is "each" or "every" or "the" or "by" or "and" or "per") more++;
            if (!ReadKey(r, more, out key, out var after) || IsMeasure(r, key!)) return;
            intent.Keys.Add(key!);
            r.Use(next, after);
            next = after;
        }
    }

    // Grouping by a price or a weight is hardly ever meant.
    private static bool IsMeasure(Reading r, Field key) => key.Bucket == TimeBucket.None && key.Column.IsNumber && !key.Column.IsIdentifier
        && (r.Tokens.Any(t => t.Fold is "top" or "bottom" or "best" or "worst" or "largest" or "biggest" or "smallest") || (key.Column.IsQuantity && (key.Column.Profile.Distinct > 30 || key.Column.Unique)));

    private static bool ReadKey(Reading r, int at, out Field? key, out int next)
    {
        key = null;
        next = at + 1;
        var unit = Unit(r, at, out var behind);
        var exactColumn = at < r.Count && r.Items[at].IsColumn && r.Items[at].Columns[0] is { Score: > 0.9 } or { Column.Date: DateKind.None, Score: > 0.6 };
        if (unit != TimeBucket.None && !exactColumn)
        {
            if (r.Word(behind) is "of" && r.IsFreeColumn(behind + 1) && r.Pick(behind + 1, c => c.Date != DateKind.None) is { } named)
            {
                r.Link(behind + 1, named);
                key = new Field(named, unit);
                next = behind + 2;
                return true;
            }
            if (DateColumn(r, at, behind) is not { } date) return false;
            key = new Field(date, unit);
            next = behind;
            return true;
        }
        if (!r.IsFreeColumn(at) || r.Pick(at, _ => true) is not { } column) return false;
        r.Link(at, column);
        key = new Field(column);
        return true;
    }

    private static TimeBucket Unit(Reading r, int at, out int next)
    {
        next = at + 1;
        if (r.AnyWord(at) is "day" && r.Word(at + 1) is "of" && (r.Word(at + 2) is "week" || r.Phrase(at + 2, "the", "week")))
        {
            next = at + (r.Word(at + 2) is "week" ? 3 : 4);
            return TimeBucket.Weekday;
        }
        return r.AnyWord(at) switch
        {
            "year" or "years" => TimeBucket.Year,
            "quarter" or "quarters" => TimeBucket.Quarter,
            "month" or "months" => TimeBucket.Month,
            "week" or "weeks" => TimeBucket.Week,
            "day" or "days" or "date" => TimeBucket.Day,
            "weekday" or "weekdays" => TimeBucket.Weekday,
            _ => TimeBucket.None,
        };
    }

    private static TimeBucket? Adverb(Reading r, int i) => r.Word(i) switch
    {
        "yearly" or "annual" or "annually" => TimeBucket.Year,
        "quarterly" => TimeBucket.Quarter,
        "monthly" => TimeBucket.Month,
        "weekly" => TimeBucket.Week,
        "daily" => TimeBucket.Day,
        _ => null,
    };

    private static ColumnInfo? DateColumn(Reading r, int at, int to)
    {
        var dates = r.Schema.Columns.Where(c => c.Date != DateKind.None).ToList();
        for (var i = 0; i < r.Count && dates.Count > 1; i++)
            if (r.IsFreeColumn(i) && (i < at || i >= to) && r.Items[i].Columns.FirstOrDefault(g => g.Column.Date != DateKind.None) is { Score: > 0.55 } near)
            {
                r.Link(i, near.Column);
                return near.Column;
            }
        if (dates.Count > 1)
        {
            var filtered = dates.FirstOrDefault(d => r.Filters.Any(f => f.Column == d));
            if (filtered is not null) return filtered;
            r.Doubts.Add(new Doubt(at, r.Span(at, Math.Max(at + 1, to)), [.. dates.Take(5).Select(d => $"{r.Span(at, Math.Max(at + 1, to))} of {d.Name}")], $"Time may be {string.Join(" or ", dates.Take(5).Select(d => d.Name))}. Which one is meant?"));
        }
        return dates.FirstOrDefault();
    }

    /// <summary>The coarsest cut that still shows a movement.</summary>
    private static TimeBucket Natural(ColumnInfo date)
    {
        if (!Read(date.Profile.Min, out var from) || !Read(date.Profile.Max, out var to)) return TimeBucket.Month;
        return (to.DayNumber - from.DayNumber) switch { > 5 * 366 => TimeBucket.Year, > 92 => TimeBucket.Month, > 31 => TimeBucket.Week, _ => TimeBucket.Day };

        static bool Read(System.Text.Json.JsonElement? value, out DateOnly day)
        {
            day = default;
            var text = value is { ValueKind: System.Text.Json.JsonValueKind.String } v ? v.GetString()! : "";
            return text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        }
    }

    private static void ReadOrder(Reading r, Intent intent)
    {
        var descending = false;
        var found = false;
        for (var i = 0; i < r.Count; i++)
        {
            if (r.Word(i) is "descending" or "desc" or "decreasing" || r.Phrase(i, "high", "to", "low") || r.Phrase(i, "largest", "to", "smallest") || r.Phrase(i, "highest", "to", "lowest") || r.Phrase(i, "the", "highest", "to", "the", "lowest")) { descending = found = true; r.Use(i, r.Word(i) is "the" ? i + 5 : r.Word(i + 1) is "to" ? i + 3 : i + 1); }
            else if (r.Word(i) is "ascending" or "asc" or "increasing" or "alphabetical" || r.Phrase(i, "low", "to", "high") || r.Phrase(i, "lowest", "to", "highest") || r.Phrase(i, "the", "lowest", "to", "the", "highest")) { found = true; r.Use(i, r.Word(i) is "the" ? i + 5 : r.Word(i + 1) is "to" ? i + 3 : i + 1); }
        }
        for (var i = 0; i < r.Count; i++)
        {
            if (r.Word(i) is not ("sorted" or "sort" or "ordered" or "order" or "ranked" or "rank" or "arranged") || r.Used[i] || r.Word(i + 1) is not ("by" or "from" or "in")) continue;
            found = true;
            var at = i + 2;
            while (r.Word(at) is "the" or "their" or "its" or "order" or "of" || (at < r.Count && r.Used[at])) at++;
            r.Used[i] = true;
            if (r.IsFreeColumn(at) && r.Pick(at, _ => true) is { } column)
            {
                r.Link(at, column);
                intent.Order = new Order(null, new Field(column), descending);
            }
        }
        if (found && intent.Order is null) intent.Order = new Order(null, null, descending);
    }
}
