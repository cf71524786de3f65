using System.Net;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Architecture;

internal sealed class PersonBrowsers(TicketingApp app)
{
    /// <summary>Disabled and demoted users keep the session they had before.</summary>
    public async Task<Browser> OpenAsync(Person person, Order order)
    {
        switch (person)
        {
            case Person.Stranger:
                return app.NewBrowser();
            case Person.Buyer:
                return await OpenOrderAsync(order);
            case Person.OtherBuyer:
                return await OpenOrderAsync(await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1));
            case Person.AdminWithOneFactor:
                var fresh = app.NewBrowser();
                var member = await app.CreateStaffWithoutSecondFactorAsync();
                await fresh.EnterPasswordAsync(member.Email, member.Password);
                return fresh;
            case Person.WaitingForApproval:
                return await app.SignInAsStaffAsync(role: null);
            case Person.DisabledAdmin:
                return await SignedInBeforeAsync(
                    Roles.Admin,
                    (changes, id) => changes.DisableAsync(id, TestContext.Current.CancellationToken)
                );
            case Person.DemotedSuperAdmin:
                return await SignedInBeforeAsync(
                    Roles.SuperAdmin,
                    (changes, id) => changes.ChangeRoleAsync(id, Roles.Admin, TestContext.Current.CancellationToken)
                );
            default:
                return await app.SignInAsStaffAsync(person == Person.Admin ? Roles.Admin : Roles.SuperAdmin);
        }
    }

    private async Task<Browser> OpenOrderAsync(Order order)
    {
        var browser = app.NewBrowser();
        (await browser.OpenAsync(await app.CreateOrderLinkAsync(order))).ExpectStatus(HttpStatusCode.OK);
        return browser;
    }

    private async Task<Browser> SignedInBeforeAsync(string role, Func<StaffAdministration, Guid, Task> change)
    {
        await app.CreateStaffAsync(Roles.SuperAdmin);
        var member = await app.CreateStaffAsync(role);
        var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        await app.UseAsync<StaffAdministration>(changes => change(changes, member.Id));
        return browser;
    }
}
