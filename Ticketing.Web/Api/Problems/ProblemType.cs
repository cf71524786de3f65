namespace Ticketing.Api.Problems;

/// <summary>A kind of error that clients can tell apart. Names never change once released.</summary>
/// <param name="Name">Last part of the URI.</param>
/// <param name="Explanation">Says what happened and what to do next.</param>
public sealed record ProblemType(string Name, int Status, string Title, string Explanation)
{
    public static readonly ProblemType BadRequest = new(
        "bad-request",
        StatusCodes.Status400BadRequest,
        "The request could not be read",
        "It is not complete, or not valid HTTP or JSON. Compare it with the examples in the documentation."
    );

    public static readonly ProblemType InvalidFields = new(
        "invalid-fields",
        StatusCodes.Status400BadRequest,
        "Some fields are not valid",
        "The list of errors names each field or parameter and says what is wrong with it. Nothing was changed."
    );

    public static readonly ProblemType Unauthorized = new(
        "unauthorized",
        StatusCodes.Status401Unauthorized,
        "This needs a valid token",
        "Send an access token or an API key that is valid now, as “Authorization: Bearer …”."
    );

    public static readonly ProblemType Forbidden = new(
        "forbidden",
        StatusCodes.Status403Forbidden,
        "Your token does not allow this",
        "The token is valid, but lacks the scope or the role that this operation needs."
    );

    public static readonly ProblemType NotFound = new(
        "not-found",
        StatusCodes.Status404NotFound,
        "There is nothing here",
        "The address is mistyped, or what was here is gone or is not public."
    );

    public static readonly ProblemType MethodNotAllowed = new(
        "method-not-allowed",
        StatusCodes.Status405MethodNotAllowed,
        "This address does not take that method",
        "The Allow header lists the methods that it takes."
    );

    public static readonly ProblemType RequestTimeout = new(
        "request-timeout",
        StatusCodes.Status408RequestTimeout,
        "The request arrived too slowly",
        "Its body stopped before the end. Send it again."
    );

    public static readonly ProblemType TooLarge = new(
        "too-large",
        StatusCodes.Status413PayloadTooLarge,
        "The request is too large",
        "Its body has more bytes than this operation takes."
    );

    public static readonly ProblemType UnsupportedMediaType = new(
        "unsupported-media-type",
        StatusCodes.Status415UnsupportedMediaType,
        "The body must be JSON",
        "Send it with “Content-Type: application/json”."
    );

    public static readonly ProblemType TooManyRequests = new(
        "too-many-requests",
        StatusCodes.Status429TooManyRequests,
        "Too many requests",
        "Wait for as many seconds as Retry-After says. The RateLimit headers show what is left."
    );

    public static readonly ProblemType InternalError = new(
        "internal-error",
        StatusCodes.Status500InternalServerError,
        "Something went wrong on our side",
        "It is in the box office's log under the reference. Look at what the request would have changed before you repeat it."
    );

    public static readonly ProblemType Unavailable = new(
        "unavailable",
        StatusCodes.Status503ServiceUnavailable,
        "The box office is very busy or briefly out of order",
        "Try again after as many seconds as Retry-After says. Look at what the request would have changed before you repeat it."
    );

    public static readonly ProblemType ClosedForRecovery = new(
        "closed-for-recovery",
        StatusCodes.Status503ServiceUnavailable,
        "The box office is being restored from a backup",
        "Until that is finished, nothing is sold, scanned or changed. Nothing was changed by this request either."
    );

    public static readonly ProblemType WrongCredentials = new(
        "wrong-credentials",
        StatusCodes.Status401Unauthorized,
        "Email, password or code is wrong",
        "Each code is good once. After five wrong attempts an account rests for five minutes."
    );

    public static readonly ProblemType SecondFactorRequired = new(
        "second-factor-required",
        StatusCodes.Status401Unauthorized,
        "This needs your second factor",
        "Get a token with “code”: what your authenticator app shows now, or a recovery code. Some operations need one that is new."
    );

    public static readonly ProblemType InvalidRefreshToken = new(
        "invalid-refresh-token",
        StatusCodes.Status401Unauthorized,
        "This refresh token is not valid",
        "It was used, or its session has ended. Sign in again."
    );

    public static readonly ProblemType AccountNotActive = new(
        "account-not-active",
        StatusCodes.Status403Forbidden,
        "The account is not active",
        "It waits for a superadmin to let it in, or it was disabled."
    );

    public static readonly ProblemType TooManyAttempts = new(
        "too-many-attempts",
        StatusCodes.Status429TooManyRequests,
        "Too many failed attempts",
        "Wait for as many seconds as Retry-After says before you sign in again."
    );

    public static readonly ProblemType Conflict = new(
        "conflict",
        StatusCodes.Status409Conflict,
        "This is not possible now",
        "What the request is about is in a state that does not allow it. Nothing was changed."
    );

    public static readonly ProblemType PreconditionFailed = new(
        "precondition-failed",
        StatusCodes.Status412PreconditionFailed,
        "Somebody else changed it first",
        "Its ETag is no longer the one in If-Match. Nothing was changed: read it again, and decide what to keep."
    );

    public static readonly ProblemType PreconditionRequired = new(
        "precondition-required",
        StatusCodes.Status428PreconditionRequired,
        "A change needs the version that it is about",
        "Send the ETag that you read before as If-Match, so that nobody's change is lost."
    );

    public static readonly ProblemType IdempotencyKeyMissing = new(
        "idempotency-key-missing",
        StatusCodes.Status400BadRequest,
        "This needs an idempotency key",
        "Send a new UUID as Idempotency-Key, and the same one if you repeat the request: then it happens once."
    );

    public static readonly ProblemType RequestUnderWay = new(
        "request-under-way",
        StatusCodes.Status409Conflict,
        "The first request with this key is still under way",
        "Repeat it after as many seconds as Retry-After says, and you get its answer."
    );

    public static readonly ProblemType IdempotencyKeyReused = new(
        "idempotency-key-reused",
        StatusCodes.Status422UnprocessableEntity,
        "This key belongs to another request",
        "Within a day, the same Idempotency-Key must come with the same address and body. Use a new key for a new request."
    );

    public static readonly ProblemType IdempotencyAnswerLost = new(
        "idempotency-answer-lost",
        StatusCodes.Status409Conflict,
        "The answer to the first request is lost",
        "A request with this key was carried out, but its answer can no longer be read. Look at what it changed, and use a new key."
    );

    public static readonly ProblemType TicketsNotAvailable = new(
        "tickets-not-available",
        StatusCodes.Status409Conflict,
        "These tickets cannot be had as asked",
        "Nothing was held or sold. The list of errors says for each ticket type why."
    );

    public static readonly ProblemType TooManyHolds = new(
        "too-many-holds",
        StatusCodes.Status429TooManyRequests,
        "Too many tickets are held already",
        "Finish or release what is held from this address first, or wait until it expires."
    );

    public static readonly ProblemType HoldEnded = new(
        "hold-ended",
        StatusCodes.Status409Conflict,
        "The tickets are no longer held",
        "The time is over, or they were released. Hold them again."
    );

    public static readonly ProblemType TotalChanged = new(
        "total-changed",
        StatusCodes.Status409Conflict,
        "The total has changed",
        "It is no longer what the buyer agreed to. Nothing was ordered: show the new total first."
    );

    public static readonly IReadOnlyList<ProblemType> All =
    [
        BadRequest,
        InvalidFields,
        Unauthorized,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        RequestTimeout,
        TooLarge,
        UnsupportedMediaType,
        TooManyRequests,
        InternalError,
        Unavailable,
        ClosedForRecovery,
        WrongCredentials,
        SecondFactorRequired,
        InvalidRefreshToken,
        AccountNotActive,
        TooManyAttempts,
        Conflict,
        PreconditionFailed,
        PreconditionRequired,
        IdempotencyKeyMissing,
        RequestUnderWay,
        IdempotencyKeyReused,
        IdempotencyAnswerLost,
        TicketsNotAvailable,
        TooManyHolds,
        HoldEnded,
        TotalChanged,
    ];

    /// <summary>The same at every venue. It leads to the explanation.</summary>
    public string Uri => $"{ProblemTypeEndpoints.Path}/{Name}";

    /// <summary>The general type for a status.</summary>
    public static ProblemType ForStatus(int status) =>
        All.FirstOrDefault(type => type.Status == status)
        ?? (status >= StatusCodes.Status500InternalServerError ? InternalError : BadRequest);
}
