using Microsoft.Extensions.Options;
using NetEscapades.AspNetCore.SecurityHeaders.Infrastructure;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>Pages run no inline script, so injected markup is harmless.</summary>
public static class SecurityHeaders
{
    /// <summary>For pages with a secret address. Their forms have antiforgery tokens.</summary>
    public const string NoReferrer = "no-referrer";

    /// <summary>For pages that frame a <see cref="UntrustedFrame"/> page.</summary>
    public const string WithFrame = "framing";

    /// <summary>For untrusted content in a frame. Only inline styles are allowed, which mails need.</summary>
    public const string UntrustedFrame = "framed";

    /// <summary>For pages that the sites in <see cref="EmbedOptions"/> may frame.</summary>
    public const string Embedded = "embedded";

    /// <summary>For pages that read codes from the camera. They may compile WebAssembly, which is the decoder of some browsers.</summary>
    public const string Camera = "camera";

    /// <summary>For a page with an inline script or styles that carry the response's nonce.</summary>
    public const string Nonce = "nonce";

    public static IServiceCollection AddTicketingSecurityHeaders(this IServiceCollection services)
    {
        services.AddSecurityHeaderPolicies(
            (builder, provider) =>
            {
                var paymentPage = GetPaymentOrigin(provider.GetRequiredService<IOptions<PaymentOptions>>().Value);
                var embedded = new EmbeddedPolicy(
                    provider.GetRequiredService<IOptionsMonitor<EmbedOptions>>(),
                    sites => Harden([], paymentPage, framedBy: sites)
                );
                AddPolicies(builder, paymentPage)
                    .SetPolicySelector(context => context.EndpointPolicyName == Embedded ? embedded.Get() : context.SelectedPolicy);
            }
        );
        return services;
    }

    private static SecurityHeaderPolicyBuilder AddPolicies(SecurityHeaderPolicyBuilder builder, string? paymentPage) =>
        builder
            .SetDefaultPolicy(policies => Harden(policies, paymentPage))
            .AddPolicy(NoReferrer, policies => Harden(policies, paymentPage).AddReferrerPolicyNoReferrer())
            .AddPolicy(WithFrame, policies => Harden(policies, paymentPage, policy => policy.AddFrameSrc().Self()))
            .AddPolicy(
                UntrustedFrame,
                policies =>
                    Harden(policies, paymentPage)
                        .AddFrameOptionsSameOrigin()
                        .AddReferrerPolicyNoReferrer()
                        .AddContentSecurityPolicy(policy =>
                        {
                            policy.AddDefaultSrc().None();
                            policy.AddStyleSrc().UnsafeInline();
                            policy.AddImgSrc().Data();
                            policy.AddFormAction().None();
                            policy.AddBaseUri().None();
                            policy.AddFrameAncestors().Self();
                            policy.AddSandbox();
                        })
            )
            .AddPolicy(Embedded, policies => Harden(policies, paymentPage, framedBy: []))
            .AddPolicy(
                Camera,
                policies => Harden(policies, paymentPage, policy => policy.AddScriptSrc().Self().WasmUnsafeEval(), camera: "self")
            )
            .AddPolicy(
                Nonce,
                policies =>
                    Harden(
                        policies,
                        paymentPage,
                        policy =>
                        {
                            policy.AddScriptSrc().Self().WithNonce();
                            policy.AddStyleSrc().Self().WithNonce();
                        }
                    )
            );

    // form-action also limits redirects after a form post.
    private static string? GetPaymentOrigin(PaymentOptions payments) =>
        payments.Provider == PaymentProvider.Stripe ? payments.Stripe.PageOrigin : null;

    private static void AllowForms(CspBuilder policy, string? paymentPage)
    {
        var forms = policy.AddFormAction().Self();
        if (paymentPage is not null)
        {
            forms.From(paymentPage);
        }
    }

    private static void AllowFrames(CspBuilder policy, IReadOnlyList<string>? sites)
    {
        var ancestors = policy.AddFrameAncestors();
        if (sites is null)
        {
            ancestors.None();
            return;
        }

        ancestors.Self();
        foreach (var site in sites)
        {
            ancestors.From(site);
        }
    }

    private static HeaderPolicyCollection Harden(
        HeaderPolicyCollection policies,
        string? paymentPage,
        Action<CspBuilder>? also = null,
        string camera = "",
        IReadOnlyList<string>? framedBy = null
    ) =>
        (framedBy is null ? policies.AddFrameOptionsDeny() : policies)
            .AddContentTypeOptionsNoSniff()
            // With "no-referrer", browsers send form posts with Origin "null".
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
                AllowFrames(policy, framedBy);
                also?.Invoke(policy);
            });
}
