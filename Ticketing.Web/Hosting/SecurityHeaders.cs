using Microsoft.Extensions.Options;
using NetEscapades.AspNetCore.SecurityHeaders.Infrastructure;
using Ticketing.Settings;

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
        services.AddSecurityHeaderPolicies((builder, provider) => Add(builder, PaymentPage(provider.GetRequiredService<IOptions<PaymentOptions>>().Value)));
        return services;
    }

    private static void Add(SecurityHeaderPolicyBuilder builder, string? paymentPage) => builder
        .SetDefaultPolicy(policies => Harden(policies, paymentPage))
        .AddPolicy(NoReferrer, policies => Harden(policies, paymentPage).AddReferrerPolicyNoReferrer())
        .AddPolicy(Framing, policies => Harden(policies, paymentPage, policy => policy.AddFrameSrc().Self()))
        .AddPolicy(Framed, policies => Harden(policies, paymentPage).AddFrameOptionsSameOrigin().AddReferrerPolicyNoReferrer().AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddStyleSrc().UnsafeInline();
            policy.AddImgSrc().Data();
            policy.AddFormAction().None();
            policy.AddBaseUri().None();
            policy.AddFrameAncestors().Self();
            policy.AddSandbox();
        }))
        .AddPolicy(Camera, policies => Harden(policies, paymentPage, camera: "self"));

    // Browsers follow a form's redirect only to where the page allows its forms to go.
    private static string? PaymentPage(PaymentOptions payments) =>
        payments.Provider == PaymentProvider.Stripe ? payments.Stripe.PageOrigin : null;

    private static void AllowForms(CspBuilder policy, string? paymentPage)
    {
        var forms = policy.AddFormAction().Self();
        if (paymentPage is not null)
        {
            forms.From(paymentPage);
        }
    }

    private static HeaderPolicyCollection Harden(
        HeaderPolicyCollection policies, string? paymentPage, Action<CspBuilder>? also = null, string camera = "") => policies
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
            AllowForms(policy, paymentPage);
            policy.AddBaseUri().None();
            policy.AddFrameAncestors().None();
            also?.Invoke(policy);
        });
}
