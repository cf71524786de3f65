using System.Text.RegularExpressions;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Architecture;

public sealed partial class OutgoingRequestTests
{
    /// <summary>Others learn nothing of our traces, nor of what a visitor sent as one.</summary>
    [Fact]
    public void No_request_to_others_carries_a_trace()
    {
        var files = Repository
            .FindFiles(Repository.Product, ".cs")
            .Select(file => (Name: file, Text: Repository.Read(file)))
            .Where(file => Client.IsMatch(file.Text))
            .ToList();
        Assert.True(files.Count > 5, $"Only {files.Count} files were found.");
        Assert.Empty(
            files
                .Where(file => Handler.Count(file.Text) is var handlers && (handlers == 0 || handlers != NoTrace.Count(file.Text)))
                .Select(file => file.Name)
        );
    }

    [GeneratedRegex(@"new (HttpClient|HttpClientHandler|SocketsHttpHandler)\b|AddHttpClient|SocketsHttpHandler \w+\(")]
    private static partial Regex Client { get; }

    [GeneratedRegex(@"new SocketsHttpHandler\b|SocketsHttpHandler \w+\(")]
    private static partial Regex Handler { get; }

    [GeneratedRegex("ActivityHeadersPropagator = null")]
    private static partial Regex NoTrace { get; }
}
