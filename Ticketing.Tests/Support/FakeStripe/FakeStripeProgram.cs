using System.Globalization;
using System.Runtime.InteropServices;

namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>Runs the fake by hand: <c>fake-stripe --port 12111 --webhooks http://localhost:5000/webhooks/stripe</c>.</summary>
public static class FakeStripeProgram
{
    public const string Command = "fake-stripe";

    private const string Usage =
        "fake-stripe [--port 12111] [--key sk_test_offline] [--webhooks http://localhost:5000/webhooks/stripe] [--secret whsec_offline]";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (Read(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var stopping = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await using var stripe = await FakeStripeServer.StartAsync(options);
        await Console.Out.WriteLineAsync(
            $"A stand-in for Stripe listens on {stripe.Address}. Its key is {stripe.SecretKey}, its webhooks are signed with "
                + $"{stripe.WebhookSecret}"
                + $"{(options.WebhookUrl is null ? " and go nowhere" : $" and go to {options.WebhookUrl}")}."
        );
        while (!stopping.Task.IsCompleted)
        {
            await Task.WhenAny(stopping.Task, Task.Delay(RetryAfter));
            await stripe.Webhooks.RedeliverAsync();
        }

        return 0;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopping.TrySetResult();
        }
    }

    private static FakeStripeOptions? Read(IReadOnlyList<string> arguments)
    {
        var options = new FakeStripeOptions { Port = 12111 };
        foreach (var pair in arguments.Chunk(2))
        {
            options = pair switch
            {
                ["--port", var port] when int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                    options with
                    {
                        Port = number,
                    },
                ["--key", var key] when key.StartsWith("sk_", StringComparison.Ordinal) => options with { SecretKey = key },
                ["--webhooks", var url] when Uri.TryCreate(url, UriKind.Absolute, out var parsed) => options with { WebhookUrl = parsed },
                ["--secret", var secret] => options with { WebhookSecret = secret },
                _ => null,
            };
            if (options is null)
            {
                return null;
            }
        }

        return options;
    }
}
