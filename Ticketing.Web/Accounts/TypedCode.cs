namespace Ticketing.Accounts;

internal readonly record struct TypedCode(string Text, bool IsRecoveryCode)
{
    private const int Half = 5;

    public static TypedCode Read(string typed)
    {
        var plain = string.Concat(typed.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return plain.Length == 6 && plain.All(char.IsAsciiDigit) ? new(plain, false)
            : plain.Length == 2 * Half ? new($"{plain[..Half]}-{plain[Half..]}", true)
            : new(plain, true);
    }
}
