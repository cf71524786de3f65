using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Features.GoLive.PublicAddress;

/// <summary>How a request arrived at the server.</summary>
/// <param name="Scheme">As the program sees it, after trusted forwarded headers.</param>
/// <param name="Host">As the program sees it.</param>
/// <param name="Peer">Address of the proxy that is not trusted; otherwise empty.</param>
public sealed record VenueStatement(string Scheme, string Host, Forwarding Forwarding, string Peer);

public sealed record VenueAnswer(VenueStatement Statement, string Proof);
