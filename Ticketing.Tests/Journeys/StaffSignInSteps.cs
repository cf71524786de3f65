using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;

namespace Ticketing.Tests.Journeys;

internal static class StaffSignInSteps
{
    /// <summary>Signs in a new member of staff and waits for the page they asked for.</summary>
    public static async Task<StaffMember> SignInAsync(
        this Visitor visitor,
        TicketingApp venue,
        string next = "/admin",
        string role = Roles.Admin
    )
    {
        var member = await venue.CreateStaffAsync(role);
        await visitor.OpenAsync(next);
        await visitor.SignInAsync(member);
        await visitor.WaitForPathAsync(next);
        return member;
    }

    public static async Task SignInAsync(this Visitor visitor, StaffMember member)
    {
        await visitor.Page.GetByLabel("Email", new() { Exact = true }).FillAsync(member.Email);
        await visitor.Page.GetByLabel("Password").FillAsync(member.Password);
        await visitor.PressAsync(visitor.Button("Sign in"));
        await visitor.Page.GetByLabel("Code").FillAsync(StaffActions.NextCode(member.Key));
        await visitor.PressAsync(visitor.Button("Continue"));
    }
}
