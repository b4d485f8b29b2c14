using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Analyst.Api.Hosting;

/// <summary>Who is calling. Every endpoint needs a user unless it says otherwise; in Development the header <c>X-User: name[@tenant]</c> is believed, nowhere else.</summary>
public static class AuthSetup
{
    public const string TenantClaim = "tenant";
    public const string DefaultTenant = "default";

    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(HeaderIdentity.Scheme).AddScheme<AuthenticationSchemeOptions, HeaderIdentity>(HeaderIdentity.Scheme, configureOptions: null);
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>The user's name, as it stands in facts.</summary>
    public static string Id(this ClaimsPrincipal user) => user.Identity?.Name ?? "";

    public static string Tenant(this ClaimsPrincipal user) => user.FindFirstValue(TenantClaim) ?? DefaultTenant;
}

/// <summary>Believes the header <c>X-User</c>, in the Development environment only.</summary>
public sealed partial class HeaderIdentity(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IHostEnvironment environment)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "X-User";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!environment.IsDevelopment() || Request.Headers["X-User"] is not [{ } header])
            return Task.FromResult(AuthenticateResult.NoResult());
        if (NameAtTenant().Match(header) is not { Success: true } parts)
            return Task.FromResult(AuthenticateResult.Fail("X-User takes name or name@tenant: letters, digits and . _ + - up to 64 characters each, first a letter or digit."));

        var tenant = parts.Groups["tenant"] is { Success: true } t ? t.Value : AuthSetup.DefaultTenant;
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, parts.Groups["name"].Value), new(AuthSetup.TenantClaim, tenant)], Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Problems.Write(
        Context,
        "unauthenticated",
        environment.IsDevelopment() ? "Say who you are: send the header X-User: name or name@tenant." : "Say who you are: no valid credentials were sent.");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.Write(Context, "forbidden", "You may not do this.");

    [GeneratedRegex(@"\A(?<name>[A-Za-z0-9][A-Za-z0-9._+-]{0,63})(@(?<tenant>[A-Za-z0-9]([A-Za-z0-9._+-]{0,62}[A-Za-z0-9])?))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameAtTenant();
}
