using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Analyst.Api.Features.Profiling.Page;

/// <summary>A piece of HTML. What is put into one as text is encoded; only other pieces go in as they are.</summary>
internal readonly record struct Markup(string Text)
{
    public static readonly Markup None = new("");

    public static Markup Of(MarkupWriter writer) => new(writer.ToString());

    public static Markup Join(IEnumerable<Markup> pieces) => new(string.Concat(pieces.Select(p => p.Text)));

    public override string ToString() => Text;
}

/// <summary>Writes an interpolated string as HTML: literals as they are, values encoded.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupWriter(int literalLength, int formattedCount)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new(literalLength + formattedCount * 8);

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(Markup piece) => _text.Append(piece.Text);

    public void AppendFormatted(IEnumerable<Markup> pieces)
    {
        foreach (var piece in pieces)
            _text.Append(piece.Text);
    }

    public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

    /// <summary>A coordinate.</summary>
    public void AppendFormatted(double number) => _text.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

    public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
