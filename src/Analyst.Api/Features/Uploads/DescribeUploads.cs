using System.Globalization;
using Analyst.Api.Hosting;
using Analyst.Api.Uploads;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Wolverine.Http;

namespace Analyst.Api.Features.Uploads;

public static class DescribeUploads
{
    /// <summary>Which version, extensions, checksums and size of tus are served here.</summary>
    [WolverineOptions("/api/analyst/uploads")]
    [ProducesResponseType(204)]
    public static IResult Options(HttpContext http, IOptions<AnalystOptions> options)
    {
        var headers = http.Response.Headers;
        headers["Tus-Version"] = Tus.Version;
        headers["Tus-Extension"] = Tus.Extensions;
        headers["Tus-Max-Size"] = options.Value.Limits.UploadBytes.ToString(CultureInfo.InvariantCulture);
        headers["Tus-Checksum-Algorithm"] = string.Join(',', UploadChecksum.Algorithms);
        return Results.NoContent();
    }
}

public static class DescribeUpload
{
    /// <summary>The same, asked at one upload.</summary>
    [WolverineOptions("/api/analyst/uploads/{id}")]
    [ProducesResponseType(204)]
    public static IResult Options(HttpContext http, IOptions<AnalystOptions> options) => DescribeUploads.Options(http, options);
}
