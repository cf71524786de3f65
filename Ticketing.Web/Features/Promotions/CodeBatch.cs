namespace Ticketing.Features.Promotions;

/// <summary>Codes that were made together.</summary>
/// <param name="FirstCode">Begins as all of them do.</param>
/// <param name="Used">Codes that somebody has used.</param>
/// <param name="Open">Codes that have not been ended.</param>
public sealed record CodeBatch(Guid Id, string FirstCode, string Note, int Codes, int Used, int Tickets, long Discount, int Open)
{
    public string Prefix => FirstCode[..FirstCode.LastIndexOf('-')];
}
