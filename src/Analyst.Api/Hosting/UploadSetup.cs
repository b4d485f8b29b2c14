using Analyst.Api.Sweeping;
using Analyst.Api.Uploads;

namespace Analyst.Api.Hosting;

/// <summary>What takes in files, and what removes those that nobody owns.</summary>
public static class UploadSetup
{
    public static void AddUploads(this WebApplicationBuilder builder, AnalystOptions options)
    {
        builder.Services.AddSingleton<UploadSlots>();
        builder.Services.AddSingleton<FileReception>();
        builder.Services.AddSingleton<UploadStates>();
        builder.Services.AddSingleton<UploadProgressBoard>();
        builder.Services.AddSingleton<PieceReception>();
        builder.Services.AddSingleton<UploadJoin>();
        builder.Services.AddSingleton<Sweep>();
        if (options.RoleSet.Contains(Role.Api))
            builder.Services.AddHostedService<SweepNowAndThen>();
    }
}
