namespace Ticketing.Hosting;

/// <summary>
/// What every answer says about itself. Pages load only their own files and run no inline script, so that text which slips through
/// as markup stays dead.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>
    /// For pages whose address belongs to a buyer: their links tell no one, not even us, where the visitor came from. Their forms
    /// carry antiforgery tokens.
    /// </summary>
    public const string NoReferrer = "no-referrer";

    /// <summary>For pages that show one of <see cref="Framed"/> inside.</summary>
    public const string Framing = "framing";

    /// <summary>
    /// For what others wrote and a page of ours shows in a frame: it runs nothing, loads nothing, sends nothing and leads nowhere. Only
    /// its own styles stand, without which a mail is no mail.
    /// </summary>
    public const string Framed = "framed";

    /// <summary>For the one page that looks through the device's camera.</summary>
    public const string Camera = "camera";

    public static IServiceCollection AddTicketingSecurityHeaders(this IServiceCollection services)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(policies => Harden(policies))
            .AddPolicy(NoReferrer, policies => Harden(policies).AddReferrerPolicyNoReferrer())
            .AddPolicy(Framing, policies => Harden(policies, policy => policy.AddFrameSrc().Self()))
            .AddPolicy(Framed, policies => Harden(policies).AddFrameOptionsSameOrigin().AddReferrerPolicyNoReferrer().AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().None();
                policy.AddStyleSrc().UnsafeInline();
                policy.AddImgSrc().Data();
                policy.AddFormAction().None();
                policy.AddBaseUri().None();
                policy.AddFrameAncestors().Self();
                policy.AddSandbox();
            }))
            .AddPolicy(Camera, policies => Harden(policies, camera: "self"));
        return services;
    }

    private static HeaderPolicyCollection Harden(HeaderPolicyCollection policies, Action<CspBuilder>? also = null, string camera = "") => policies
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
        // "same-origin" and not "no-referrer": under the latter browsers post forms with the origin "null".
        .AddReferrerPolicySameOrigin()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddStrictTransportSecurityMaxAge(maxAgeInSeconds: 60 * 60 * 24 * 365)
        .AddCustomHeader("Permissions-Policy", $"camera=({camera}), geolocation=(), microphone=(), payment=(), usb=()")
        .RemoveServerHeader()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddScriptSrc().Self();
            policy.AddStyleSrc().Self();
            policy.AddImgSrc().Self().Data();
            policy.AddFontSrc().Self();
            policy.AddConnectSrc().Self();
            policy.AddManifestSrc().Self();
            policy.AddFormAction().Self();
            policy.AddBaseUri().None();
            policy.AddFrameAncestors().None();
            also?.Invoke(policy);
        });
}
