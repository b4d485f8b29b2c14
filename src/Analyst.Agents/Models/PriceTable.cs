using System.Globalization;

namespace Analyst.Agents.Models;

/// <summary>US dollars for a million tokens.</summary>
public sealed record ModelPrice(decimal Input, decimal CachedInput, decimal Output);

/// <summary>What models cost, written as <c>model=input/cached input/output</c> or <c>model=input/output</c>, separated by semicolons.</summary>
public sealed class PriceTable
{
    public static readonly PriceTable Empty = new(new Dictionary<string, ModelPrice>());

    private const decimal Million = 1_000_000m;

    private readonly IReadOnlyDictionary<string, ModelPrice> prices;

    private PriceTable(IReadOnlyDictionary<string, ModelPrice> prices) => this.prices = prices;

    /// <summary>The price of a model; a dated snapshot (<c>name-2025-04-14</c>) costs what its name costs. Null when the table has neither.</summary>
    public ModelPrice? Of(string model) => prices
        .Where(p => p.Key.Equals(model, StringComparison.OrdinalIgnoreCase) || IsSnapshot(model, p.Key))
        .OrderByDescending(p => p.Key.Length)
        .Select(p => p.Value)
        .FirstOrDefault();

    /// <summary>What a request costs, to six places; null when the model's price or the tokens are not known.</summary>
    public decimal? Cost(string model, int? prompt, int? cached, int? completion)
    {
        if (Of(model) is not { } price || prompt is not { } input || completion is not { } output)
            return null;
        var known = Math.Clamp(cached ?? 0, 0, input);
        return Math.Round((((input - known) * price.Input) + (known * price.CachedInput) + (output * price.Output)) / Million, 6, MidpointRounding.AwayFromZero);
    }

    /// <summary>Reads a table; <paramref name="wrong"/> is the first entry that cannot be one.</summary>
    public static PriceTable? Parse(string text, out string? wrong)
    {
        var prices = new Dictionary<string, ModelPrice>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } model, var numbers] || PriceOf(numbers) is not { } price || !prices.TryAdd(model, price))
            {
                wrong = entry;
                return null;
            }
        }
        wrong = null;
        return new PriceTable(prices);
    }

    private static ModelPrice? PriceOf(string numbers) => numbers.Split('/', StringSplitOptions.TrimEntries).Select(Dollars).ToArray() switch
    {
        [{ } input, { } output] => new ModelPrice(input, input, output),
        [{ } input, { } cached, { } output] => new ModelPrice(input, cached, output),
        _ => null,
    };

    // More than ten thousand dollars for a million tokens is a slip of the comma.
    private static decimal? Dollars(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars is >= 0 and <= 10_000 ? dollars : null;

    private static bool IsSnapshot(string model, string name) =>
        model.Length > name.Length + 1 && model.StartsWith(name, StringComparison.OrdinalIgnoreCase) && model[name.Length] == '-' && char.IsAsciiDigit(model[name.Length + 1]);
}
