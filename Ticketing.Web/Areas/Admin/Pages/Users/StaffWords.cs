using Ticketing.Accounts;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Users;

internal static class StaffWords
{
    public static string Words(this StaffState state) => state switch
    {
        StaffState.Waiting => "Waits for you",
        StaffState.Resting => "Too many attempts",
        StaffState.InvitationOver => "Invitation over",
        StaffState.Unconfirmed => "Address not confirmed",
        _ => state.ToString(),
    };

    public static string Tone(this StaffState state) => state switch
    {
        StaffState.Active => "good",
        StaffState.Waiting or StaffState.Resting => "warn",
        StaffState.InvitationOver => "bad",
        _ => "mute",
    };

    public static string Factor(this StaffRow person) => (person.HasApp, person.Passkeys) switch
    {
        (false, 0) => "None",
        (true, 0) => "App",
        (false, 1) => "Passkey",
        (false, var many) => $"{many} passkeys",
        (true, 1) => "App, passkey",
        (true, var many) => $"App, {many} passkeys",
    };

    public static string LastSeen(this StaffRow person, VenueClock clock) => person.LastSignInAt is { } at ? clock.Brief(at) : "Never";
}
