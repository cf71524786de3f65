namespace Ticketing.Api.Caching;

/// <summary>Every answer with it has its version as ETag.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class VersionedAttribute : Attribute;
