using System.Net;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class BuyerDetailsTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static readonly string[] Fields = ["Name", "Email", "Phone"];

    [Theory]
    [OnEitherDatabase("Name", "")]
    [OnEitherDatabase("Name", "   ")]
    [OnEitherDatabase("Name", "12345")]
    [OnEitherDatabase("Name", "Ada\u0007Lovelace")]
    [OnEitherDatabase("Name", "LONG")]
    [OnEitherDatabase("Email", "")]
    [OnEitherDatabase("Email", "ada")]
    [OnEitherDatabase("Email", "ada@")]
    [OnEitherDatabase("Email", "ada@localhost")]
    [OnEitherDatabase("Email", "ada@example")]
    [OnEitherDatabase("Email", "ada@exam ple.com")]
    [OnEitherDatabase("Email", "Ada <ada@example.com>")]
    [OnEitherDatabase("Email", "ada@example.com, bob@example.com")]
    [OnEitherDatabase("Email", "ada@example.com\r\nBcc: all@example.com")]
    public async Task Invalid_input_is_refused_next_to_its_field_and_nothing_typed_is_lost(
        DatabaseProvider database,
        string field,
        string typed
    )
    {
        app = venues.On(database);
        typed = typed == "LONG" ? new string('a', 101) : typed;
        var fields = Details(field, typed);
        var checkout = await OpenAsync();
        var page = (await checkout.SubmitAsync(CheckoutActions.CheckoutForm, fields)).ExpectStatus(HttpStatusCode.UnprocessableEntity);

        var input = page.Document.QuerySelector($"#{field}")!;
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains($"{field}-error", input.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.NotEmpty(page.Document.QuerySelector($"#{field}-error")!.TextContent);
        Assert.NotNull(page.Document.QuerySelector($"[role=alert] a[href='#{field}']"));
        foreach (var other in Fields.Where(f => f != field))
        {
            Assert.Equal(fields[$"Buyer.{other}"], page.Document.QuerySelector($"#{other}")!.GetAttribute("value"));
            Assert.Empty(page.Document.QuerySelector($"#{other}-error")!.TextContent);
        }

        Assert.Equal(Plain(typed), Plain(input.GetAttribute("value") ?? ""));
        Assert.Null(await app.FindOrderByHoldAsync(checkout.GetLastPathSegment()));
    }

    [Theory, OnEitherDatabase]
    public async Task All_errors_are_shown_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var page = await (await OpenAsync()).SubmitBuyerAsync("", "ada@");
        Assert.Equal(["#Name", "#Email"], page.Document.QuerySelectorAll("#problems a").Select(a => a.GetAttribute("href")));
    }

    [Theory]
    [OnEitherDatabase("0113 234 5678", "+441132345678")]
    [OnEitherDatabase("(0113) 234-5678", "+441132345678")]
    [OnEitherDatabase("+49 30 901820", "+4930901820")]
    [OnEitherDatabase("0044 7911 123456", "+447911123456")]
    [OnEitherDatabase("", "")]
    [OnEitherDatabase("none", "none")]
    [OnEitherDatabase("  07700   900123 ", "07700 900123")]
    [OnEitherDatabase("0113 234 5678 ext. 12", "0113 234 5678 ext. 12")]
    [OnEitherDatabase("+999 123 456 789", "+999 123 456 789")]
    [OnEitherDatabase("LONG", "LONG")]
    public async Task A_valid_phone_number_is_kept_in_its_international_form_and_other_text_as_typed(
        DatabaseProvider database,
        string typed,
        string kept
    )
    {
        app = venues.On(database);
        (typed, kept) = typed == "LONG" ? (new string('é', 101), new string('é', 100)) : (typed, kept);
        var checkout = await OpenAsync();
        await checkout.SubmitBuyerAsync(phone: typed);
        Assert.Equal(kept, (await app.FindOrderByHoldAsync(checkout.GetLastPathSegment()))!.BuyerPhone);
    }

    [Theory]
    [OnEitherDatabase("  Ada   Lovelace ", "Ada Lovelace")]
    [OnEitherDatabase("Søren O’Nëill-Łuk", "Søren O’Nëill-Łuk")]
    [OnEitherDatabase("أم كلثوم", "أم كلثوم")]
    [OnEitherDatabase("X", "X")]
    [OnEitherDatabase("𠮷", "𠮷")]
    [OnEitherDatabase("\u202aAda\u200b Lovelace\u202c", "Ada Lovelace")]
    public async Task Names_are_taken_as_people_write_them(DatabaseProvider database, string typed, string kept)
    {
        app = venues.On(database);
        var checkout = await OpenAsync();
        await checkout.SubmitBuyerAsync(name: typed);
        Assert.Equal(kept, (await app.FindOrderByHoldAsync(checkout.GetLastPathSegment()))!.BuyerName);
    }

    [Theory, OnEitherDatabase]
    public async Task A_venue_may_want_a_phone_number(DatabaseProvider database)
    {
        app = venues.On(database);
        await using var strict = new TicketingApp(database).Set("Checkout:PhoneRequired", "true");
        var show = await strict.PublishEventAsync();
        using var browser = strict.NewBrowser();
        var page = await browser.ChooseTicketsAsync(show, ("Standing", 1));
        foreach (var refused in new[] { "", "12", "none", "+44 0", "+999 123 456 789" })
        {
            page = (await page.SubmitBuyerAsync(phone: refused)).ExpectStatus(HttpStatusCode.UnprocessableEntity);
            Assert.NotEmpty(page.Document.QuerySelector("#Phone-error")!.TextContent);
        }

        (await page.SubmitBuyerAsync(phone: "07700 900123")).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task A_likely_slip_in_the_address_is_asked_about_until_the_buyer_chooses(DatabaseProvider database)
    {
        app = venues.On(database);
        var asked = await (await OpenAsync()).SubmitBuyerAsync(email: "ada@gmial.com");
        var again = await asked.ExpectStatus(HttpStatusCode.UnprocessableEntity).SubmitAsync("#details");
        Assert.Contains(
            "Did you mean ada@gmail.com?",
            again.ExpectStatus(HttpStatusCode.UnprocessableEntity).Text,
            StringComparison.Ordinal
        );
        Assert.Null(await app.FindOrderByHoldAsync(asked.GetLastPathSegment()));

        var sandbox = (await again.SubmitAsync("#details", button: "ada@gmial.com")).ExpectStatus(HttpStatusCode.OK);
        Assert.StartsWith("/sandbox/", sandbox.Path, StringComparison.Ordinal);
        Assert.Equal("ada@gmial.com", (await app.FindOrderByHoldAsync(asked.GetLastPathSegment()))!.BuyerEmail);

        var back = await again.Browser.OpenAsync(asked.Path);
        Assert.StartsWith("/sandbox/", (await back.SubmitAsync("#details")).Path, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_suggested_address_is_used_at_one_press(DatabaseProvider database)
    {
        app = venues.On(database);
        var asked = await (await OpenAsync()).SubmitBuyerAsync(email: "ada@gmail");
        Assert.Null(asked.Document.QuerySelector("[name=EmailChoice][value='ada@gmail']"));
        var sandbox = await asked.SubmitAsync("#details", button: "ada@gmail.com");
        Assert.StartsWith("/sandbox/", sandbox.Path, StringComparison.Ordinal);
        Assert.Equal("ada@gmail.com", (await app.FindOrderByHoldAsync(asked.GetLastPathSegment()))!.BuyerEmail);
    }

    [Theory, OnEitherDatabase]
    public async Task The_question_stays_while_another_field_is_corrected_and_so_does_the_choice(DatabaseProvider database)
    {
        app = venues.On(database);
        var asked = await (await OpenAsync()).SubmitBuyerAsync(name: "", email: "ada@gmial.com");
        Assert.Equal(["#Name", "#typo"], asked.Document.QuerySelectorAll("#problems a").Select(a => a.GetAttribute("href")));
        var chosen = await asked.SubmitAsync("#details", button: "ada@gmial.com");
        Assert.Equal(["#Name"], chosen.Document.QuerySelectorAll("#problems a").Select(a => a.GetAttribute("href")));
        await chosen.SubmitAsync("#details", new Dictionary<string, string> { ["Buyer.Name"] = "Ada Lovelace" });
        Assert.Equal("ada@gmial.com", (await app.FindOrderByHoldAsync(asked.GetLastPathSegment()))!.BuyerEmail);
    }

    [Theory]
    [InlineData("Europe/London", "0113 234 5678", "+441132345678")]
    [InlineData("Europe/Berlin", "030 901820", "+4930901820")]
    [InlineData("America/New_York", "(212) 736-3100", "+12127363100")]
    [InlineData("Asia/Calcutta", "022 2222 3333", "+912222223333")]
    [InlineData("US/Eastern", "(212) 736-3100", "+12127363100")]
    [InlineData("GB", "0113 234 5678", "+441132345678")]
    [InlineData("Iceland", "551 1234", "+3545511234")]
    [InlineData("Etc/UTC", "0113 234 5678", null)]
    public void A_number_without_a_country_is_one_of_the_venues(string timeZone, string typed, string? kept) =>
        Assert.Equal(kept, PhoneNumber.Parse(typed, timeZone));

    private static Dictionary<string, string> Details(string field, string typed) =>
        new()
        {
            ["Buyer.Name"] = "Ada Lovelace",
            ["Buyer.Email"] = "ada@example.com",
            ["Buyer.Phone"] = "+44 113 234 5678",
            [$"Buyer.{field}"] = typed,
        };

    private async Task<BrowserPage> OpenAsync()
    {
        var show = await app.PublishEventAsync();
        return await app.NewBrowser().OpenAsync($"/checkout/{await app.PlaceHoldAsync(show, "Standing", 1)}");
    }

    // Forms and documents differ in line breaks; blanks around do not count.
    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();
}
