using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SecondFactor;

/// <summary>Protects second factors at rest: keys encrypted, recovery codes hashed.</summary>
public sealed class StaffUserStore(TicketingDbContext context, IDataProtectionProvider protection, IdentityErrorDescriber? describer = null)
    : UserStore<AppUser, IdentityRole<Guid>, TicketingDbContext, Guid>(context, describer)
{
    // Identity's own names.
    internal const string Provider = "[AspNetUserStore]";
    internal const string AuthenticatorKeyName = "AuthenticatorKey";
    internal const string RecoveryCodesName = "RecoveryCodes";

    private const int Iterations = 20_000;
    private const int HashBytes = 24;
    private readonly IDataProtector keys = protection.CreateProtector("Ticketing.Accounts.AuthenticatorKey");

    public override Task SetAuthenticatorKeyAsync(AppUser user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, keys.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(AppUser user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { Length: > 0 } stored ? keys.Unprotect(stored) : null;

    public override Task ReplaceCodesAsync(AppUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => code.Length == 0 ? code : Hash(user, code)), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(AppUser user, string code, CancellationToken cancellationToken)
    {
        var stored = (await GetTokenAsync(user, Provider, RecoveryCodesName, cancellationToken) ?? "").Split(
            ';',
            StringSplitOptions.RemoveEmptyEntries
        );
        var hash = Hash(user, code);
        if (!stored.Contains(hash))
        {
            return false;
        }

        await base.ReplaceCodesAsync(user, stored.Where(other => other != hash), cancellationToken);
        return true;
    }

    private static string Hash(AppUser user, string code) =>
        Convert.ToHexStringLower(
            Rfc2898DeriveBytes.Pbkdf2(
                Encoding.UTF8.GetBytes(code.ToUpperInvariant()),
                user.Id.ToByteArray(),
                Iterations,
                HashAlgorithmName.SHA256,
                HashBytes
            )
        );
}
