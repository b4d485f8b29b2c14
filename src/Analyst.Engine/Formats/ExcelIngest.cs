using System.Globalization;
using System.Text;
using Analyst.Domain.Datasets;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Analyst.Engine.Formats;

/// <summary>A workbook's sheet, written as plain CSV and read like any other: titles above the table, types and all.</summary>
internal static class ExcelIngest
{
    private const double Converting = 0.5;

    static ExcelIngest() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IngestResult Run(IngestWork work, Job job)
    {
        job.Report("opening", 0.02);
        using var csv = new ScratchFile(job, "sheet");
        var (sheet, format) = Convert(work, csv.Path, job);
        var inner = work with { InputPath = csv.Path, Choices = Plain(work.Choices) };
        var result = CsvIngest.Run(inner, job.After(Converting));
        // What stands in a workbook needs no delimiter to be found again.
        var decided = result.File.Decided with { Delimiter = null, Quote = null, Escape = null, Encoding = null, Comment = null, Sheet = sheet.Name };
        return result with
        {
            Dialect = $"Excel, sheet \"{sheet.Name}\"",
            File = result.File with { Format = format, Compression = null, Decided = decided, Notes = [.. sheet.Notes, .. result.File.Notes] },
        };
    }

    private static (ExcelSheet Sheet, string Format) Convert(IngestWork work, string csv, Job job)
    {
        try
        {
            using var file = File.OpenRead(work.InputPath);
            using var reader = ExcelReaderFactory.CreateReader(file, new ExcelReaderConfiguration { FallbackEncoding = CodePagesEncodingProvider.Instance.GetEncoding(1252) });
            var sheet = ExcelSheet.Convert(reader, work.Choices?.Sheet, csv, work.ExpandedBytes, job, Converting);
            if (FileKinds.Of(work.InputPath) != FileKind.Zip)
                return (sheet, "xls");
            var errors = ExcelErrors.Count(work.InputPath, sheet.Name);
            string[] notes = errors > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{errors} cells hold an error such as #N/A; they are missing values here.")] : [];
            return (sheet with { Notes = [.. sheet.Notes, .. notes] }, "xlsx");
        }
        catch (InvalidPasswordException)
        {
            throw FileIngest.Unreadable("The workbook is locked with a password. Save it without one and upload that.");
        }
#pragma warning disable CA1031 // a damaged workbook makes the library fail in any way it likes
        catch (Exception e) when (e is not (EngineException or OperationCanceledException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            throw FileIngest.Unreadable("The file looks like an Excel workbook but is damaged, was cut off or is something else of Office. Open it in Excel, save it as .xlsx and upload that.");
        }
    }

    private static ReadingChoices Plain(ReadingChoices? choices) =>
        (choices ?? new()) with { Delimiter = ",", Quote = "\"", Escape = "\"", Encoding = "utf-8", Comment = "none", Sheet = null };
}
