using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Accounts.Staff;

/// <summary>Validates input before anything is written.</summary>
public sealed class AccountValidator(PasswordRules rules, IPasswordHasher<AppUser> hasher)
{
    public const int MaxNameLength = 100;
    private static readonly AppUser PlaceholderUser = new();

    /// <param name="address">Normalized.</param>
    internal static AccountOutcome.Refused? Validate(string name, string email, out string address)
    {
        address = "";
        return ValidateName(name) ?? ValidateAddress(email, out address);
    }

    internal static AccountOutcome.Refused? ValidateName(string name) =>
        name.Trim() switch
        {
            "" => new("Name", "Please tell what colleagues call you."),
            { Length: > MaxNameLength } => new("Name", "That is longer than we can keep: 100 characters at most."),
            var given when given.Any(char.IsControl) => new("Name", "A name is a single line."),
            _ => null,
        };

    internal static AccountOutcome.Refused? ValidateAddress(string email, out string address) =>
        EmailAddress.TryParse(email, out address) ? null : new("Email", "This is not an e-mail address that we can write to.");

    internal AccountOutcome.Refused? ValidatePassword(string password, string name, string email) =>
        rules.FindProblem(password, name, email) is { } reason ? new("Password", reason) : null;

    internal string Hash(string password) => hasher.HashPassword(PlaceholderUser, password);
}
