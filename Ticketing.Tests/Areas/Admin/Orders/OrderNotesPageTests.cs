using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Notes;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Orders;

public sealed class OrderNotesPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string NoteForm = "form[action*='handler=Add']";
    private const string TagForm = "form[action*='handler=Tag']";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_note_has_its_author_and_is_found_by_its_words(DatabaseProvider database)
    {
        app = venues.On(database);
        var (order, other) = await SellTwoAsync();
        using var staff = await app.SignInAsStaffAsync();
        await AddAsync(staff, order, NoteForm, "text", "Zweite Notiz");
        var page = await AddAsync(staff, order, NoteForm, "text", "Needs a wheelchair space.\nCalled Müller & Söhne");
        var notes = page.Document.QuerySelectorAll(".note-list li").Select(note => note.TextContent).ToList();
        Assert.Equal(2, notes.Count);
        Assert.Contains("wheelchair space.\nCalled", notes[1], StringComparison.Ordinal);
        Assert.Contains("Grace", notes[1], StringComparison.Ordinal);
        foreach (var query in new[] { "q=wheelch", "q=sohne+needs", "note=yes" })
        {
            var found = (await staff.OpenAsync($"/admin/orders?event={order.EventId}&{query}")).Text;
            Assert.Contains(order.Reference, found, StringComparison.Ordinal);
            Assert.DoesNotContain(other.Reference, found, StringComparison.Ordinal);
        }

        Assert.Equal(["order.note-added", "order.note-added"], await GetActionsAsync(order));
        Assert.DoesNotContain(await app.GetAuditTrailAsync(order.Id), entry => entry.After.Contains("wheel", StringComparison.Ordinal));
        page = (await page.SubmitAsync("form[action*='handler=Delete']")).ExpectStatus(HttpStatusCode.OK);
        Assert.Single(page.Document.QuerySelectorAll(".note-list li"));
        Assert.Contains("order.note-deleted", await GetActionsAsync(order));
    }

    [Theory, OnEitherDatabase]
    public async Task The_door_and_programs_do_not_search_notes(DatabaseProvider database)
    {
        app = venues.On(database);
        var (order, _) = await SellTwoAsync();
        using var staff = await app.SignInAsStaffAsync();
        await AddAsync(staff, order, NoteForm, "text", "Quarrelsome");
        Assert.Contains(order.Reference, (await staff.OpenAsync("/admin/orders?q=quarrelsome")).Text, StringComparison.Ordinal);
        var path = $"/admin/check-in/{order.EventId}/list?q=quarrelsome";
        Assert.DoesNotContain(
            order.Reference,
            (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK).Text,
            StringComparison.Ordinal
        );
        Assert.Empty(
            (
                await app.UseAsync<OrderSearch, KeysetPage<OrderListItem>>(search =>
                    search.GetPageAsync(new OrderFilter("quarrelsome"), place: null, Ct)
                )
            ).Rows
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_tag_is_one_whatever_its_case_and_finds_its_orders(DatabaseProvider database)
    {
        app = venues.On(database);
        var (order, other) = await SellTwoAsync();
        using var staff = await app.SignInAsStaffAsync();
        var name = $"Press {Guid.NewGuid():N}"[..20];
        await AddAsync(staff, order, TagForm, "tag", name);
        var page = await AddAsync(staff, order, TagForm, "tag", name.ToUpperInvariant());
        Assert.Equal([name], page.Document.QuerySelectorAll(".tags a").Select(tag => tag.TextContent));
        Assert.Contains(
            (await staff.OpenAsync($"/admin/orders/{other.Reference}")).Document.QuerySelectorAll("#tag-list option"),
            option => option.GetAttribute("value") == name
        );
        foreach (var query in new[] { "tag=", "q=" })
        {
            var found = (await staff.OpenAsync($"/admin/orders?{query}{Uri.EscapeDataString(name)}")).Document;
            Assert.Contains(order.Reference, Assert.Single(found.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        }

        page = (await page.SubmitAsync("form[action*='handler=Untag']")).ExpectStatus(HttpStatusCode.OK);
        Assert.Empty(page.Document.QuerySelectorAll(".tags a"));
        Assert.DoesNotContain(await app.UseAsync<OrderTags, IReadOnlyList<Tag>>(tags => tags.GetListAsync(Ct)), tag => tag.Name == name);
        Assert.Equal(["order.tagged", "order.untagged"], await GetActionsAsync(order));
    }

    [Theory, OnEitherDatabase]
    public async Task What_was_typed_stays_if_it_is_refused(DatabaseProvider database)
    {
        app = venues.On(database);
        var (order, _) = await SellTwoAsync();
        using var staff = await app.SignInAsStaffAsync();
        var (note, tag) = (new string('x', OrderNote.MaxLength + 1), new string('y', Tag.MaxLength + 1));
        var page = await staff.OpenAsync($"/admin/orders/{order.Reference}");
        var refused = await page.SubmitAsync(NoteForm, new Dictionary<string, string> { ["text"] = note });
        Assert.Equal(note, refused.ExpectStatus(HttpStatusCode.BadRequest).Document.QuerySelector("#note")!.TextContent);
        refused = await page.SubmitAsync(TagForm, new Dictionary<string, string> { ["tag"] = tag });
        Assert.Equal(tag, refused.ExpectStatus(HttpStatusCode.BadRequest).Document.QuerySelector("#tag")!.GetAttribute("value"));
        (await page.SubmitAsync(NoteForm, new Dictionary<string, string> { ["text"] = " \n " })).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Empty(await GetActionsAsync(order));
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_has_ten_tags_at_most(DatabaseProvider database)
    {
        app = venues.On(database);
        var (order, _) = await SellTwoAsync();
        for (var i = 1; i <= OrderTags.MaxPerOrder; i++)
        {
            Assert.Equal(TagOutcome.Added, await TagAsync(order, $"Tag {i}"));
        }

        Assert.Equal((TagOutcome.Added, TagOutcome.TooMany), (await TagAsync(order, "tag 1"), await TagAsync(order, "Tag 11")));
    }

    [Theory, OnBothDatabases]
    public async Task Who_writes_a_note_while_a_cleanup_deletes_the_order_is_told(DatabaseProvider database)
    {
        await using var venue = new CleanupVenue(database);
        app = venue;
        var order = (await app.InsertUnpaidOrdersAsync(await app.PublishEventAsync(), 1, _ => new Buyer("Unpaid", "", "")))[0];
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/orders/{order.Reference}");
        venue.Doomed = order;
        var refused = await page.SubmitAsync(NoteForm, new Dictionary<string, string> { ["text"] = "Called" });
        Assert.Equal("Called", refused.ExpectStatus(HttpStatusCode.Conflict).Document.QuerySelector("#note")!.TextContent);
        Assert.Contains("has just been deleted. The note was not saved.", refused.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_order_that_a_cleanup_has_deleted_takes_no_note_and_no_tag(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = (await app.InsertUnpaidOrdersAsync(await app.PublishEventAsync(), 1, _ => new Buyer("Unpaid", "", "")))[0];
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() => db.Set<Order>().Where(o => o.Id == order.Id).ExecuteDeleteAsync(Ct), ct: Ct)
        );
        Assert.Equal(NoteOutcome.OrderDeleted, await app.UseAsync<OrderNotes, NoteOutcome>(notes => notes.AddAsync(order, "Called", Ct)));
        Assert.Equal(TagOutcome.OrderDeleted, await TagAsync(order, "Press"));
    }

    private Task<TagOutcome> TagAsync(Order order, string name) =>
        app.UseAsync<OrderTags, TagOutcome>(tags => tags.AddAsync(order, name, Ct));

    private async Task<(Order Order, Order Other)> SellTwoAsync()
    {
        var show = await app.PublishEventAsync();
        return (await app.SellAsync(show, "Standing", 1), await app.SellAsync(show, "Standing", 1));
    }

    private static async Task<BrowserPage> AddAsync(Browser staff, Order order, string form, string field, string text) =>
        (
            await (await staff.OpenAsync($"/admin/orders/{order.Reference}")).SubmitAsync(
                form,
                new Dictionary<string, string> { [field] = text }
            )
        ).ExpectStatus(HttpStatusCode.OK);

    private async Task<IEnumerable<string>> GetActionsAsync(Order order) =>
        (await app.GetAuditTrailAsync(order.Id)).Select(entry => entry.Action).Where(action => action != "order.sold");

    /// <summary>Deletes an order just after a page has found it.</summary>
    private sealed class CleanupVenue(DatabaseProvider database) : TicketingApp(database)
    {
        public Order? Doomed { get; set; }

        protected override void OverrideServices(IServiceCollection services)
        {
            var cleanup = new CleanupInterceptor(this);
            services
                .ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(cleanup))
                .ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(cleanup));
        }
    }

    private sealed class CleanupInterceptor(CleanupVenue venue) : DbCommandInterceptor
    {
        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default
        )
        {
            if (venue.Doomed is { } order && command.CommandText.Contains("@reference", StringComparison.Ordinal))
            {
                venue.Doomed = null;
                await venue.UseAsync<TicketingDbContext>(db =>
                    db.WriteAsync(
                        () => db.Set<Order>().Where(o => o.Id == order.Id).ExecuteDeleteAsync(cancellationToken),
                        ct: cancellationToken
                    )
                );
            }

            return result;
        }
    }
}
