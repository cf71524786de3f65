using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ticketing.Data;
using Ticketing.Settings;

namespace Ticketing.Accounts;

/// <summary>Makes passkeys for staff. They belong to the configured public address and always make sure of their person.</summary>
public sealed class Passkeys(SignInManager<AppUser> signIn, UserManager<AppUser> users, SecondFactors factors)
{
    private const int LongestName = 60;

    /// <returns>What the browser is asked for, as JSON.</returns>
    public async Task<string> OfferAsync(Guid userId)
    {
        var user = (await users.FindByIdAsync(userId.ToString()))!;
        return await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.Name });
    }

    /// <param name="credential">What the browser answered, as JSON.</param>
    /// <param name="name">What its owner calls it; empty for no particular name.</param>
    public async Task<FactorSet> AddAsync(Guid userId, string credential, string name, CancellationToken ct)
    {
        var read = await PasskeyReading.AttestAsync(signIn, credential);
        if (read is not { Succeeded: true, Passkey.IsUserVerified: true } || read.UserEntity.Id != userId.ToString())
        {
            return FactorSet.Refused;
        }

        var called = string.Concat(name.Trim().Where(c => !char.IsControl(c)));
        read.Passkey.Name = called.Length == 0 ? "Passkey" : called[..Math.Min(called.Length, LongestName)];
        return await factors.AddPasskeyAsync(userId, read.Passkey, ct);
    }

    internal static void Configure(IdentityPasskeyOptions options, IOptionsMonitor<SiteOptions> site)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        if (!Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home))
        {
            return;
        }

        options.ServerDomain = home.Host;
        options.ValidateOrigin = context => ValueTask.FromResult(
            !context.CrossOrigin && string.Equals(context.Origin, home.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
    }
}
