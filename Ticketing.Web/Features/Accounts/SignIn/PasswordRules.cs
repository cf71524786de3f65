using System.Text;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>
/// No composition rules, which only produce "Password1!". Text that an attacker knows (person, venue, common passwords, keyboard runs) does
/// not count towards the length.
/// </summary>
public sealed class PasswordRules(IOptionsMonitor<SiteOptions> site)
{
    public const int MinLength = 12;
    private const int MaxLength = 256;
    private const int MinUnknownLength = 8;
    private const int MinWordLength = 4;
    private const int MaxRepeatedPart = 8;
    private const int MinDistinctCharacters = 5;
    private const double MaxRunShare = 0.7;

    private static readonly string[] KeyboardRows =
    [
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "qwertzuiop",
        "yxcvbnm",
        "azertyuiop",
        "qsdfghjklm",
        "wxcvbn",
        "1234567890",
        "abcdefghijklmnopqrstuvwxyz",
    ];

    /// <returns>A sentence for the user; null if acceptable.</returns>
    public string? FindProblem(string password, string name, string email)
    {
        if (password.Length < MinLength)
        {
            return T["At least {0} characters, please. Three or four words that do not belong together are good.", MinLength];
        }

        if (password.Length > MaxLength)
        {
            return T["At most {0} characters, please.", MaxLength];
        }

        var plain = Normalize(password);
        return CommonPasswords.Contains(plain) ? T["That password is too common. Choose another."]
            : IsMonotonous(password.ToLowerInvariant())
                ? T["That is a keyboard pattern or a repetition, which is easy to guess. Please choose another."]
            : Remove(plain, KnownWords(name, email)).Length < MinUnknownLength
                ? T["Your name, your address and the venue’s name are too easy to guess. Please choose something else."]
            : null;
    }

    private IEnumerable<string> KnownWords(string name, string email) =>
        new[] { name, email.Split('@')[0], email.Replace('@', ' '), site.CurrentValue.VenueName }
            .SelectMany(text => text.Split([' ', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Append(text))
            .Select(Normalize)
            .Where(word => word.Length >= MinWordLength)
            .Distinct()
            .OrderByDescending(word => word.Length);

    private static string Remove(string text, IEnumerable<string> words) =>
        words.Aggregate(text, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal));

    private static bool IsMonotonous(string password) =>
        password.Distinct().Count() < MinDistinctCharacters
        || Enumerable.Range(1, Math.Min(MaxRepeatedPart, password.Length / 2)).Any(part => Repeats(password, part))
        || password.Zip(password.Skip(1)).Count(AreAdjacent) > MaxRunShare * (password.Length - 1);

    private static bool Repeats(string password, int part) =>
        Enumerable.Range(part, password.Length - part).All(i => password[i] == password[i - part]);

    private static bool AreAdjacent((char First, char Second) pair) =>
        pair.First == pair.Second
        || KeyboardRows.Any(row =>
        {
            var at = row.IndexOf(pair.First, StringComparison.Ordinal);
            return at >= 0 && ((at + 1 < row.Length && row[at + 1] == pair.Second) || (at > 0 && row[at - 1] == pair.Second));
        });

    /// <summary>Only letters and digits, without accents, with common substitutions undone.</summary>
    internal static string Normalize(string text) =>
        string.Concat(
            text.Normalize(NormalizationForm.FormKD)
                .ToLowerInvariant()
                .Select(c =>
                    c switch
                    {
                        '@' or '4' => 'a',
                        '0' => 'o',
                        '1' or '!' => 'i',
                        '3' => 'e',
                        '$' or '5' => 's',
                        '7' => 't',
                        _ => c,
                    }
                )
                .Where(char.IsLetterOrDigit)
        );
}
