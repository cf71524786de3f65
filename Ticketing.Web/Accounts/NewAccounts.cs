using Microsoft.AspNetCore.Identity;
using Ticketing.Data;
using Ticketing.Notifications;

namespace Ticketing.Accounts;

/// <summary>Validates input before anything is written.</summary>
public sealed class NewAccounts(PasswordRules rules, IPasswordHasher<AppUser> hasher)
{
    public const int LongestName = 100;
    private static readonly AppUser Anybody = new();

    /// <param name="address">Normalized.</param>
    internal static AccountOutcome.Refused? Check(string name, string email, out string address)
    {
        address = "";
        return CheckName(name) ?? CheckAddress(email, out address);
    }

    internal static AccountOutcome.Refused? CheckName(string name) => name.Trim() switch
    {
        "" => new("Name", "Please tell what colleagues call you."),
        { Length: > LongestName } => new("Name", "That is longer than we can keep: 100 characters at most."),
        var given when given.Any(char.IsControl) => new("Name", "A name is a single line."),
        _ => null,
    };

    internal static AccountOutcome.Refused? CheckAddress(string email, out string address) =>
        EmailAddress.TryParse(email, out address) ? null : new("Email", "This is not an e-mail address that we can write to.");

    internal AccountOutcome.Refused? CheckPassword(string password, string name, string email) =>
        rules.WhyNot(password, name, email) is { } reason ? new("Password", reason) : null;

    internal string Hash(string password) => hasher.HashPassword(Anybody, password);
}
