namespace Ticketing.Features.Accounts.Sessions;

/// <param name="Device">From <see cref="DeviceName"/>.</param>
/// <param name="Address">Network address, or empty.</param>
public sealed record SessionClient(string Device, string Address);
