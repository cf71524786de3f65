using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Data;

/// <summary>
/// The one model of the product. Each provider derives from it and keeps its own migrations.
/// Features reach their tables by <see cref="DbContext.Set{TEntity}()"/>; each entity's mapping stands beside it.
/// </summary>
/// <remarks>
/// To add a migration, after a change to an entity or its mapping: <c>dotnet tool restore</c>, then for both databases
/// <c>dotnet ef migrations add WhatChanged --project Ticketing.Web --context SqliteTicketingDbContext --output-dir Data/Sqlite/Migrations</c> and
/// <c>dotnet ef migrations add WhatChanged --project Ticketing.Web --context PostgresTicketingDbContext --output-dir Data/Postgres/Migrations</c>.
/// </remarks>
public abstract class TicketingDbContext(DbContextOptions options, WriterGate gate)
    : IdentityDbContext<AppUser, IdentityRole<Guid>, Guid>(options)
{
    private const int MostTries = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private bool writing;
    private bool committing;

    /// <summary>True where only one process may serve this database: whatever another left unfinished, that process is dead.</summary>
    public abstract bool BelongsToOneProcess { get; }

    /// <summary>
    /// Counts anew what the database's planner chooses indexes by. A no-op where the database does so by itself.
    /// </summary>
    /// <exception cref="DatabaseBusyException">The database could not be had for writing in time.</exception>
    public virtual Task RefreshStatisticsAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>True inside a write that this context has begun: the only place where statements may change rows.</summary>
    internal bool IsWriting => writing;

    /// <summary>
    /// Runs <paramref name="work"/> in one write transaction and commits it; inside such a transaction already, joins it.
    /// Where another transaction was faster (a unique key taken, a deadlock), or the connection ended before the commit, it is rolled back
    /// and the work done again from its start: so the work reads what it decides on, and changes nothing outside the database.
    /// </summary>
    /// <param name="commitIf">Where given and false of the result, the transaction is rolled back and the result returned all the same.</param>
    /// <exception cref="DatabaseBusyException">The database could not be had for writing in time.</exception>
    public async Task<T> WriteAsync<T>(Func<Task<T>> work, Func<T, bool>? commitIf = null, CancellationToken ct = default)
    {
        if (writing)
        {
            return await work();
        }

        // What was changed before the work began would be lost when it is done again.
        var mostTries = ChangeTracker.HasChanges() ? 1 : MostTries;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await WriteOnceAsync(work, commitIf, ct);
            }
            catch (Exception error) when (tries < mostTries && (IsLostRace(error) || (!committing && IsCutOff(error))))
            {
                await Task.Delay(Pause * tries, ct);
            }
            catch (Exception error) when (IsBusy(error, committing))
            {
                throw new DatabaseBusyException("The database could not be written in time.", error);
            }
        }
    }

    private async Task<T> WriteOnceAsync<T>(Func<Task<T>> work, Func<T, bool>? commitIf, CancellationToken ct)
    {
        using var entered = await gate.EnterAsync(ct);
        (writing, committing) = (true, false);

        // What fails is rolled back whole. And EF Core keeps silent where a connection ends as it releases a savepoint.
        Database.AutoSavepointsEnabled = false;
        try
        {
            await using var transaction = await Database.BeginTransactionAsync(ct);
            var result = await work();
            if (commitIf is null || commitIf(result))
            {
                committing = true;
                await transaction.CommitAsync(CancellationToken.None);
            }
            else
            {
                await transaction.RollbackAsync(CancellationToken.None);
                ChangeTracker.Clear();
            }

            return result;
        }
        catch
        {
            // What a failed write meant to save must not ride along with the next one.
            ChangeTracker.Clear();
            throw;
        }
        finally
        {
            writing = false;
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<Task> work, CancellationToken ct = default) =>
        WriteAsync(async () => { await work(); return true; }, commitIf: null, ct);

    /// <summary>Runs several queries that see the database as it was at one moment, whatever is written meanwhile; they wait for no writer, and no writer for them.</summary>
    public async Task<T> ReadAtOnceAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        if (Database.CurrentTransaction is not null)
        {
            return await read();
        }

        await Database.OpenConnectionAsync(ct);
        try
        {
            return await ReadSnapshotAsync(read, ct);
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    /// <summary>On the open connection.</summary>
    protected abstract Task<T> ReadSnapshotAsync<T>(Func<Task<T>> read, CancellationToken ct);

    /// <summary>Saves in a write transaction of its own where none is open: Identity's stores come through here too.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        WriteAsync(() => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), commitIf: null, cancellationToken);

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Writes are asynchronous: they may wait for the writer gate. Use SaveChangesAsync.");

    /// <summary>Null where text is compared by its bytes anyway.</summary>
    protected virtual string? BytewiseCollation => null;

    /// <summary>True for the provider's error that says "locked by another, try later": nothing was changed.</summary>
    /// <param name="committing">Then silence may hide a commit: only what the database itself has said counts.</param>
    protected abstract bool IsBusy(Exception error, bool committing);

    /// <summary>True for the provider's error that says "another transaction was faster".</summary>
    protected abstract bool IsLostRace(Exception error);

    /// <summary>True where the connection ended; what it had not committed is undone.</summary>
    protected abstract bool IsCutOff(Exception error);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(TicketingDbContext).Assembly);
        ModelConventions.Apply(builder.Model, BytewiseCollation);
    }
}
