namespace Ticketing.Features.Promotions;

/// <summary>Codes that were made together.</summary>
/// <param name="FirstCode">Begins as all of them do.</param>
/// <param name="Used">Codes that somebody has used.</param>
/// <param name="Open">Codes that have not been ended.</param>
public sealed record CodeBatch(Guid Id, string FirstCode, string Note, int Codes, int Used, int Tickets, long Discount, int Open)
{
    public string Prefix => GetPrefix(FirstCode);

    /// <summary>All of it if it has no random ending.</summary>
    public static string GetPrefix(string code) => code.LastIndexOf('-') is > 0 and var end ? code[..end] : code;
}
