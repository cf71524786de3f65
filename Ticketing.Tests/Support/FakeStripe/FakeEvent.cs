namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>Something that happened, as it is told to webhooks.</summary>
/// <param name="Body">The JSON as it is signed and sent; its object is a picture of that moment.</param>
public sealed record FakeEvent(string Id, DateTimeOffset CreatedAt, string Type, string ObjectId, string Body);
