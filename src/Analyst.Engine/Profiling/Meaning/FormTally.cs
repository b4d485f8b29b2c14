using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>How many rows of a sample have which form.</summary>
internal sealed class FormTally
{
    private static readonly int Size = Enum.GetValues<Form>().Length;

    private readonly long[] rows = new long[Size];

    private FormTally()
    {
    }

    /// <summary>Rows with a value that is neither blank nor a word for "missing".</summary>
    public long Total { get; private set; }

    /// <summary>Different such values.</summary>
    public long Values { get; private set; }

    public static FormTally OfText(IEnumerable<ValueCount> values)
    {
        var tally = new FormTally();
        foreach (var (value, count) in values)
        {
            if (ValueForms.Of(value) is var form and not Form.None)
                tally.Add(form, count);
        }
        return tally;
    }

    /// <summary>Of a column whose type tells the form.</summary>
    public static FormTally Of(Form form, long count, long distinct)
    {
        var tally = new FormTally { Values = distinct };
        tally.Add(form, count);
        tally.Values = distinct;
        return tally;
    }

    public long this[Form form] => rows[(int)form];

    public double Share(params ReadOnlySpan<Form> forms)
    {
        var sum = 0L;
        foreach (var form in forms)
            sum += this[form];
        return Total == 0 ? 0 : (double)sum / Total;
    }

    /// <summary>The form that most rows have.</summary>
    public Form Most => Total == 0 ? Form.None : (Form)Array.IndexOf(rows, rows.Max());

    public IReadOnlyList<FormCount> Counts(double factor) =>
    [
        .. from form in Enum.GetValues<Form>()
           where this[form] > 0
           orderby this[form] descending, form
           select new FormCount(FormNames.Of(form), (long)Math.Round(this[form] * factor)),
    ];

    private void Add(Form form, long count)
    {
        if (count == 0)
            return;
        rows[(int)form] += count;
        Total += count;
        Values++;
    }
}
