using Ticketing.Features.Accounts.Sessions;

namespace Ticketing.Areas.Admin.Pages.Account;

/// <param name="Current">The session of this request.</param>
public sealed record SessionList(IReadOnlyList<StaffSession> Sessions, Guid Current);
