namespace Analyst.Engine.Csv;

/// <summary>What stands around the records of a table.</summary>
/// <param name="Names">Cells of the header, level by level joined with a blank; empty without a header.</param>
/// <param name="Columns">How many the table has.</param>
/// <param name="HeaderBegin">Where the header begins, in bytes from the beginning of the sample.</param>
/// <param name="DataBegin">Where the first record below the header begins.</param>
/// <param name="HeaderRecords">Records of the header.</param>
/// <param name="Notes">What was decided, in words.</param>
/// <param name="Comment">Lines that begin with this and do not fit the table are comments.</param>
internal sealed record TableFrame(IReadOnlyList<string> Names, int Columns, int HeaderBegin, int DataBegin, int HeaderRecords, byte? Comment, IReadOnlyList<string> Notes);
