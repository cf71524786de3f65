namespace Ticketing.Tests.Support.FakeStripe;

/// <param name="Body">JSON as signed and sent, a snapshot of that moment.</param>
public sealed record FakeEvent(string Id, DateTimeOffset CreatedAt, string Type, string ObjectId, string Body);
