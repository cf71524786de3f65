using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SecondFactor;

/// <summary>Passkeys are bound to the public address and require user verification.</summary>
public sealed class Passkeys(
    SignInManager<AppUser> signIn,
    UserManager<AppUser> users,
    PasskeyVerification verification,
    SecondFactors factors
)
{
    private const int MaxNameLength = 60;

    /// <returns>Creation options for the browser, as JSON.</returns>
    public async Task<string> CreateOptionsAsync(Guid userId)
    {
        var user = (await users.FindByIdAsync(userId.ToString()))!;
        return await signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = user.Id.ToString(),
                Name = user.Email!,
                DisplayName = user.Name,
            }
        );
    }

    /// <param name="credential">The browser's response, as JSON.</param>
    public async Task<FactorSetupResult> AddAsync(Guid userId, string credential, string name, CancellationToken ct)
    {
        if (await verification.VerifyAttestationAsync(userId, credential, ct) is not { } passkey)
        {
            return FactorSetupResult.Refused;
        }

        var label = string.Concat(name.Trim().Where(c => !char.IsControl(c)));
        passkey.Name = label.Length == 0 ? "Passkey" : label[..Math.Min(label.Length, MaxNameLength)];
        return await factors.AddPasskeyAsync(userId, passkey, ct);
    }

    internal static void Configure(IdentityPasskeyOptions options, IOptionsMonitor<SiteOptions> site)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        if (!Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var publicUrl))
        {
            return;
        }

        options.ServerDomain = publicUrl.Host;
        options.ValidateOrigin = context =>
            ValueTask.FromResult(
                !context.CrossOrigin
                    && string.Equals(context.Origin, publicUrl.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
            );
    }
}
