namespace Ticketing.Features.Accounts.SecondFactor;

internal readonly record struct SubmittedCode(string Text, bool IsRecoveryCode)
{
    private const int HalfLength = 5;

    public static SubmittedCode Parse(string typed)
    {
        var plain = string.Concat(typed.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return plain.Length == 6 && plain.All(char.IsAsciiDigit) ? new(plain, false)
            : plain.Length == 2 * HalfLength ? new($"{plain[..HalfLength]}-{plain[HalfLength..]}", true)
            : new(plain, true);
    }
}
