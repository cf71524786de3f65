using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.Staff;

/// <summary>Validates input before anything is written.</summary>
public sealed class AccountValidator(PasswordRules rules, IPasswordHasher<AppUser> hasher)
{
    public const int MaxNameLength = 100;
    private static readonly AppUser PlaceholderUser = new();

    internal static AccountOutcome.Refused InvalidEmail => new("Email", T["This is not an email address that we can write to."]);

    /// <returns>Null if the name is acceptable.</returns>
    internal static AccountOutcome.Refused? FindNameProblem(string name) =>
        name.Trim() switch
        {
            "" => new("Name", T["Please enter your name."]),
            { Length: > MaxNameLength } => new("Name", T["Too long: {0} characters at most.", MaxNameLength]),
            var given when given.Any(char.IsControl) => new("Name", T["A name is a single line."]),
            _ => null,
        };

    /// <returns>Null if the password is acceptable.</returns>
    internal AccountOutcome.Refused? FindPasswordProblem(string password, string name, string email) =>
        rules.FindProblem(password, name, email) is { } reason ? new("Password", reason) : null;

    internal string Hash(string password) => hasher.HashPassword(PlaceholderUser, password);
}
