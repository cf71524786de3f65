using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Users;

internal static class StaffText
{
    public static string ToText(this StaffState state) =>
        state switch
        {
            StaffState.PendingApproval => "Waits for you",
            StaffState.LockedOut => "Too many attempts",
            StaffState.InvitationExpired => "Invitation over",
            StaffState.Unconfirmed => "Address not confirmed",
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
            (false, 0) => "None",
            (true, 0) => "App",
            (false, 1) => "Passkey",
            (false, var many) => $"{many} passkeys",
            (true, 1) => "App, passkey",
            (true, var many) => $"App, {many} passkeys",
        };

    public static string LastSeenText(this StaffRow person, VenueClock clock) =>
        person.LastSignInAt is { } at ? clock.FormatShortDateTime(at) : "Never";
}
