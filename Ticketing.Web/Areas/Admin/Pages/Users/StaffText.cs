using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Users;

internal static class StaffText
{
    public static string ToText(this StaffState state) =>
        state switch
        {
            StaffState.PendingApproval => T["Awaiting approval"],
            StaffState.LockedOut => T["Too many attempts"],
            StaffState.InvitationExpired => T["Invitation over"],
            StaffState.Unconfirmed => T["Address not confirmed"],
            StaffState.Active => T["Active"],
            StaffState.Disabled => T["Disabled"],
            StaffState.Invited => T["Invited"],
            _ => state.ToString(),
        };

    public static string ChipClass(this StaffState state) =>
        state switch
        {
            StaffState.Active => "good",
            StaffState.PendingApproval or StaffState.LockedOut => "warn",
            StaffState.InvitationExpired => "bad",
            _ => "mute",
        };

    public static string SecondFactorText(this StaffRow person) =>
        (person.HasApp, person.Passkeys) switch
        {
            (false, 0) => T["None"],
            (true, 0) => T["App"],
            (false, 1) => T["Passkey"],
            (false, var many) => T.Plural(many, "1 passkey", "{0} passkeys"),
            (true, 1) => T["App, passkey"],
            (true, var many) => T.Plural(many, "App, 1 passkey", "App, {0} passkeys"),
        };

    public static string RoleText(string? role) =>
        role switch
        {
            Roles.SuperAdmin => T["Superadmin"],
            Roles.Admin => T["Admin"],
            _ => T["no role"],
        };

    public static string LastSeenText(this StaffRow person, VenueClock clock) =>
        person.LastSignInAt is { } at ? clock.FormatShortDateTime(at) : T["Never"];
}
