using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Everything that is known of a column before it is judged.</summary>
/// <param name="Values">Different values with their rows; words for "missing" and blanks left out.</param>
/// <param name="IsWhole">These are all of them.</param>
internal sealed record ColumnFacts(ColumnProfile Measured, ColumnName Name, long Rows, IReadOnlyList<ValueCount> Values, bool IsWhole, FormTally Forms)
{
    /// <summary>Rows with a value that says something.</summary>
    public long Present { get; } = Math.Max(0, Rows - Measured.Missing - Measured.Empty - Measured.MissingMarkers.Values.Sum());

    /// <summary>Different values that say something.</summary>
    public long Distinct { get; } = Math.Max(0, Measured.Distinct - Measured.MissingMarkers.Count - (Measured.Empty > 0 ? 1 : 0));

    public bool IsUnique => Distinct > 1 && Distinct == Present;

    /// <summary>Rows for each different value.</summary>
    public double Repeats => Distinct == 0 ? 0 : (double)Present / Distinct;

    /// <summary>Less sure of few values.</summary>
    public double Sure(double confidence) => confidence * Present / (Present + 1.0);

    public string Says(NameHint hint) => Name.Says(hint) ? $"the name says {Name.Word(hint)}" : "";

    public string SaysForms(params ReadOnlySpan<Form> forms)
    {
        var sum = 0L;
        foreach (var form in forms)
            sum += Forms[form];
        return $"{Number(sum)} of {Number(Forms.Total)} values look like {FormNames.Phrase(forms[0])}";
    }

    public string SaysDistinct => IsUnique ? $"all {Number(Present)} values are different" : $"{Number(Distinct)} different {(Distinct == 1 ? "value" : "values")} in {Number(Present)} rows";

    public static string Number(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
