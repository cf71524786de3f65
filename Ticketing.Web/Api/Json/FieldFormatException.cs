using System.Text.Json;

namespace Ticketing.Api.Json;

/// <summary>Its message is for clients.</summary>
internal sealed class FieldFormatException(string message) : JsonException(message);
