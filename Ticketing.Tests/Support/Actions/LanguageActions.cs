using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

public static class LanguageActions
{
    /// <summary>As staff who have chosen this language.</summary>
    public static async Task<Browser> SignInWithLanguageAsync(this TicketingApp app, string tag, string role = Roles.Admin)
    {
        var member = await app.CreateStaffAsync(role);
        await app.UseAsync<OwnAccount>(account =>
            account.ChooseLanguageAsync(member.Id, ShippedLanguages.Find(tag)!, TestContext.Current.CancellationToken)
        );
        var browser = app.NewBrowser();
        await browser.SignInAsync(member);
        return browser;
    }
}
