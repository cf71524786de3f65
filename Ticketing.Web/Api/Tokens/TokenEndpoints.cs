using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Idempotency;
using Ticketing.Api.Limits;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Api.Tokens;

internal static class TokenEndpoints
{
    private static readonly TokenRequest SignInExample = new()
    {
        Email = "sam@example.org",
        Password = "correct horse battery staple",
        Code = "492039",
    };

    private static readonly RefreshTokenRequest RefreshExample = new() { RefreshToken = "pJ0m1Wq7Zb3sVxN8tLr5cYh2DkEfGa4u" };

    private static readonly TokenResource Example = new()
    {
        AccessToken = "eyJhbGciOiJFUzI1NiIsImtpZCI6IlZ6…",
        ExpiresIn = (int)AccessTokens.Lifetime.TotalSeconds,
        RefreshToken = RefreshExample.RefreshToken,
        Role = "admin",
    };

    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/auth")
            .WithTags("Tokens")
            .RequireRateLimiting(RateLimits.SignIn)
            .AllowEverybody()
            .WithoutIdempotencyKey()
            .WithMetadata(new AllowedDuringRecoveryAttribute(), new SignInLimit());
        tokens
            .MapPost("/token", SignInAsync)
            .WithName("CreateToken")
            .WithRequest(SignInExample)
            .WithExample(Example)
            .WithProblems(
                ProblemType.WrongCredentials,
                ProblemType.SecondFactorRequired,
                ProblemType.AccountNotActive,
                ProblemType.TooManyAttempts
            );
        tokens
            .MapPost("/refresh", RefreshAsync)
            .WithName("RefreshToken")
            .WithRequest(RefreshExample)
            .WithExample(Example)
            .WithProblems(ProblemType.InvalidRefreshToken, ProblemType.AccountNotActive, ProblemType.TooManyAttempts);
        tokens.MapPost("/revoke", RevokeAsync).WithName("RevokeToken").WithRequest(RefreshExample);
    }

    /// <summary>Sign in as a member of staff</summary>
    /// <remarks>
    /// With the same password and second factor as on the pages, and the same limits. An access token is valid for 15 minutes; the session
    /// behind it ends like one on the pages, and is in the same list. If you sign in with a passkey alone, use an API key.
    /// </remarks>
    internal static async Task<Results<Ok<TokenResource>, ProblemResult>> SignInAsync(
        TokenRequest request,
        TokenSignIn tokens,
        HttpResponse response,
        CancellationToken ct
    ) => Answer(await tokens.SignInAsync(request.Email, request.Password, request.Code, ct), response);

    /// <summary>Get the next access token</summary>
    /// <remarks>Use the new refresh token the next time. One that is used twice signs the program out, and the person is told.</remarks>
    internal static async Task<Results<Ok<TokenResource>, ProblemResult>> RefreshAsync(
        RefreshTokenRequest request,
        TokenSignIn tokens,
        HttpResponse response,
        CancellationToken ct
    ) => Answer(await tokens.RefreshAsync(request.RefreshToken, ct), response);

    /// <summary>Sign out</summary>
    /// <remarks>All tokens of this sign-in are refused from now on. The answer is the same for a token that is not valid.</remarks>
    internal static async Task<NoContent> RevokeAsync(RefreshTokenRequest request, TokenSignIn tokens, CancellationToken ct)
    {
        await tokens.RevokeAsync(request.RefreshToken, ct);
        return TypedResults.NoContent();
    }

    private static Results<Ok<TokenResource>, ProblemResult> Answer(TokenOutcome outcome, HttpResponse response) =>
        outcome switch
        {
            TokenOutcome.Issued issued => TypedResults.Ok(
                new TokenResource
                {
                    AccessToken = issued.AccessToken,
                    ExpiresIn = (int)AccessTokens.Lifetime.TotalSeconds,
                    RefreshToken = issued.RefreshToken,
                    Role = issued.Role,
                }
            ),
            TokenOutcome.Refused refused => Refuse(refused.Reason, response),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };

    private static ProblemResult Refuse(TokenRefusal reason, HttpResponse response)
    {
        if (reason == TokenRefusal.TooManyAttempts)
        {
            response.Headers.RetryAfter = SignInLimits.Period.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return reason switch
        {
            TokenRefusal.CodeMissing => ProblemResult.Create(ProblemType.SecondFactorRequired),
            TokenRefusal.PasskeyOnly => NoFactor(
                "Your second factor is a passkey, which needs a browser. Ask for an API key, or send a recovery code as “code”."
            ),
            TokenRefusal.NoSecondFactor => NoFactor("Your account has no second factor yet. Sign in on the staff pages and set one up."),
            TokenRefusal.TooManyAttempts => ProblemResult.Create(ProblemType.TooManyAttempts),
            TokenRefusal.NotActive => ProblemResult.Create(ProblemType.AccountNotActive),
            TokenRefusal.RefreshTokenNotValid => ProblemResult.Create(ProblemType.InvalidRefreshToken),
            _ => ProblemResult.Create(ProblemType.WrongCredentials),
        };
    }

    private static ProblemResult NoFactor(string detail) =>
        new(ApiProblem.Create(ProblemType.SecondFactorRequired) with { Detail = detail });
}
