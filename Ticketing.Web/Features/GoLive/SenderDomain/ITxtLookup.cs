namespace Ticketing.Features.GoLive.SenderDomain;

/// <summary>Text records in DNS, where domains publish who may send mail for them.</summary>
public interface ITxtLookup
{
    /// <returns>Null if DNS did not answer; empty if the name has no text records.</returns>
    Task<IReadOnlyList<string>?> FindAsync(string name, CancellationToken ct);
}
