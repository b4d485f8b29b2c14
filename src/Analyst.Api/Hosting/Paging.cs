using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Analyst.Api.Hosting;

/// <summary>A page of a list, newest first.</summary>
/// <param name="Next">What <c>?after=</c> takes for the next page, null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>Pages by an opaque cursor: the key after which the next page begins.</summary>
public static class Paging
{
    public const int DefaultLimit = 50;
    public const int MaximumLimit = 200;

    /// <summary>Checks <c>?limit=</c> and <c>?after=</c>.</summary>
    public static (int Limit, TKey? After, IResult? Problem) Read<TKey>(int? limit, string? after)
        where TKey : struct, IParsable<TKey>
    {
        if (limit is < 1 or > MaximumLimit)
            return (0, null, Problems.Result("bad-request", $"limit takes 1 to {MaximumLimit}."));
        if (string.IsNullOrEmpty(after))
            return (limit ?? DefaultLimit, null, null);
        return after.Length <= 100 && Base64Url.IsValid(after) && TKey.TryParse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(after)), CultureInfo.InvariantCulture, out var key)
            ? (limit ?? DefaultLimit, key, null)
            : (0, null, Problems.Result("bad-request", "after takes the 'next' of an earlier page, as it was given."));
    }

    /// <summary>Makes the page from one row more than asked for, and names the next page in <c>Link</c>.</summary>
    public static IResult Page<TRow, TKey, TItem>(HttpContext http, IReadOnlyList<TRow> rows, int limit, Func<TRow, TKey> key, Func<TRow, TItem> item)
        where TKey : struct, IFormattable
    {
        var next = rows.Count > limit ? Next(http, key(rows[limit - 1])) : null;
        return Results.Ok(new Page<TItem>([.. rows.Take(limit).Select(item)], next));
    }

    /// <summary>The cursor of the page behind <paramref name="key"/>, which is named in <c>Link</c> too.</summary>
    public static string Next<TKey>(HttpContext http, TKey key)
        where TKey : struct, IFormattable
    {
        var next = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key.ToString(null, CultureInfo.InvariantCulture)));
        http.Response.Headers.Link = $"<{http.Request.Path}{Following(http.Request, next)}>; rel=\"next\"";
        return next;
    }

    private static QueryString Following(HttpRequest request, string next) =>
        QueryString.Create([.. request.Query.Where(q => q.Key != "after").Select(q => KeyValuePair.Create(q.Key, q.Value)), new("after", next)]);
}
