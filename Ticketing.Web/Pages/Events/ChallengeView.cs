using System.Globalization;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Pages.Events;

/// <summary>Asks a buyer to wait, or their browser to work, before these tickets are held.</summary>
public sealed record ChallengeView(
    Event Event,
    IssuedChallenge Issued,
    IReadOnlyDictionary<Guid, int> Quantities,
    string PromoCode,
    DateTimeOffset Now
)
{
    public const string TokenField = "Challenge";
    public const string SolutionField = "Solution";

    public Challenge Challenge => Issued.Challenge;

    public bool IsReady => Now >= Challenge.ReadyAt;

    public int SecondsLeft => Math.Max(0, (int)Math.Ceiling((Challenge.ReadyAt - Now).TotalSeconds));

    /// <summary>Without JavaScript the page goes there when the time is over. Nothing changes by opening it.</summary>
    public string ContinuePath =>
        $"/events/{Event.Slug}/continue?{TokenField}={Issued.Token}"
        + string.Concat(
            Quantities.Select(type =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"&{Uri.EscapeDataString(ChosenQuantities.GetFieldName(type.Key))}={type.Value}"
                )
            )
        )
        + (PromoCode.Length > 0 ? $"&{PageCode.Field}={Uri.EscapeDataString(PromoCode)}" : "");

    /// <summary>Tells browsers and programs when to try again.</summary>
    public void SetHeaders(HttpResponse response)
    {
        if (IsReady)
        {
            return;
        }

        var seconds = SecondsLeft.ToString(CultureInfo.InvariantCulture);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds;
        response.Headers["Refresh"] = $"{seconds}; url={LanguagePrefix.AddTo(ContinuePath, response.HttpContext)}";
    }
}
