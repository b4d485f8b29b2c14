namespace Analyst.Engine.Formats;

/// <summary>A file in the process's private folder that goes with the work.</summary>
internal sealed class ScratchFile(Job job, string name) : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(job.Limits.TempFolder, $"{name}.{Guid.CreateVersion7():N}");

    public void Dispose() => File.Delete(Path);
}
