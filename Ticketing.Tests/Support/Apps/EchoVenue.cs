using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Api;
using Ticketing.Api.Access;
using Ticketing.Api.Idempotency;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Tests.Support.Apps;

public enum EchoColour
{
    DeepRed,
    Blue,
}

public sealed record EchoBuyer(string Name, string? Phone = null);

public sealed record EchoLine(int Quantity);

public sealed record EchoBody
{
    public required string Text { get; init; }
    public required EchoBuyer Buyer { get; init; }
    public int Number { get; init; }
    public DateTimeOffset? At { get; init; }
    public EchoColour Colour { get; init; }
    public IReadOnlyList<EchoLine> Lines { get; init; } = [];
    public IReadOnlyDictionary<Guid, int> Quantities { get; init; } = new Dictionary<Guid, int>();
}

/// <summary>Has operations of the API that repeat the body, fail, or say nothing about who may call them.</summary>
public sealed class EchoVenue : TicketingApp, IStartupFilter
{
    public const string Path = ApiPaths.Version1 + "/echo";
    public const string CountedPath = Path + "/counted";

    public EchoVenue()
        : this(DatabaseProvider.Sqlite) { }

    // Class fixtures may have one public constructor only.
    internal EchoVenue(DatabaseProvider database)
        : base(database) { }

    public LogCollector Log { get; } = new();

    /// <summary>Requests that the counted operation has carried out.</summary>
    public int Runs { get; private set; }

    /// <summary>The counted operation waits for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Answers of the counted operation; 200 if there is none left.</summary>
    public Queue<int> Statuses { get; } = [];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            next(app);
            Map((IEndpointRouteBuilder)app.Properties["__EndpointRouteBuilder"]!);
        };

    protected override void OverrideServices(IServiceCollection services) =>
        services.AddSingleton<IStartupFilter>(this).AddSingleton<ILoggerProvider>(Log);

    // Not in a group, which would be a source of endpoints that nobody else finds.
    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(CountedPath, CountAsync).RequireScope(ApiScopes.OrdersRead);
        routes.MapPost(CountedPath + "/by-everybody", CountAsync).AllowEverybody();
        routes.MapPost(CountedPath + "/with-a-key-only", CountAsync).AllowEverybody().RequireIdempotencyKey();
        routes.MapPost(CountedPath + "/without-keys", CountAsync).AllowEverybody().WithoutIdempotencyKey();
        routes.MapPost(Path, (EchoBody body) => TypedResults.Ok(body)).AllowEverybody();
        routes.MapGet(Path + "/bug", IResult () => throw new InvalidOperationException("secret")).AllowEverybody();
        routes.MapGet(Path + "/busy", IResult () => throw new DatabaseBusyException()).AllowEverybody();
        routes.MapGet(Path + "/undeclared", () => TypedResults.Ok()).RequireAuthorization(ApiAccess.Policy);
        routes.MapGet(Path + "/scoped", () => TypedResults.Ok()).RequireScope(ApiScopes.OrdersRead);
        routes
            .MapGet(Path + "/events/{eventId}", (Guid eventId) => TypedResults.Ok(eventId))
            .RequireScope(ApiScopes.OrdersRead)
            .LimitToEvent("eventId");
        routes
            .MapPost(
                Path + "/audited",
                async (AuditTrail audit, CancellationToken ct) =>
                    await audit.RecordAsync("event.edited", Guid.Empty, "Echo", null, null, ct)
            )
            .RequireScope(ApiScopes.EventsWrite);
    }

    private async Task<IResult> CountAsync(EchoLine line)
    {
        Runs++;
        await Gate;
        return Statuses.TryDequeue(out var status) ? TypedResults.StatusCode(status) : TypedResults.Ok(line with { Quantity = Runs });
    }
}

public sealed class EchoVenues : VenueFixture
{
    protected override TicketingApp Create(DatabaseProvider database) => new EchoVenue(database);
}
