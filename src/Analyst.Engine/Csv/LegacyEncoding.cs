using System.Text;
using UtfUnknown;

namespace Analyst.Engine.Csv;

/// <summary>Encodings from before UTF-8, told by the letters of a text.</summary>
internal static class LegacyEncoding
{
    private const int SampledLetters = 1 << 20;
    private const int SurelyEnough = 40;

    /// <summary>The encoding of a text that is not UTF-8. Western European unless its letters beyond ASCII are many and plainly of another script.</summary>
    /// <remarks>Statistics by UTF.Unknown, a port of Mozilla's detector; on a handful of letters they are a guess, and Windows-1252 is right more often.</remarks>
    public static Encoding Of(string path, CancellationToken ct)
    {
        var letters = new MemoryStream();
        CsvText.EachBlock(path, (ref ReadOnlySpan<byte> bytes, bool last) =>
        {
            if (letters.Length == 0)
                bytes = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var first and >= 0 ? bytes[first..] : [];
            letters.Write(bytes[..(int)Math.Min(bytes.Length, SampledLetters - letters.Length)]);
            bytes = [];
        }, ct);
        letters.Position = 0;
        var found = CharsetDetector.DetectFromStream(letters).Detected;
        var strange = letters.ToArray().Count(b => b >= 0x80);
        if (found?.Encoding is not { } encoding || strange < SurelyEnough || IsWestern(encoding))
            return CsvText.Windows1252;
        return encoding.IsSingleByte ? found.Confidence > 0.6f ? encoding : CsvText.Windows1252 : IsValid(letters.ToArray(), encoding) ? encoding : CsvText.Windows1252;
    }

    /// <summary>That all bytes make letters of several bytes each is proof enough.</summary>
    private static bool IsValid(byte[] letters, Encoding encoding)
    {
        try
        {
            var whole = letters.AsSpan(0, letters.AsSpan().LastIndexOf((byte)'\n') + 1);
            return CodePagesEncodingProvider.Instance.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)?.GetCharCount(whole) > 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool IsWestern(Encoding encoding) => encoding.CodePage is 20127 or 28591 or 28605 or 1252 or 65001;
}
