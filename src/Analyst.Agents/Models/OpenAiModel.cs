using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using System.Globalization;
using Analyst.Domain;
using OpenAI;
using OpenAI.Chat;

namespace Analyst.Agents.Models;

/// <summary>A model behind any endpoint that speaks chat completions, through the OpenAI SDK. Attempts, pauses and deadlines are ours: the SDK's own multiply.</summary>
public sealed class OpenAiModel : IChatModel, IDisposable
{
    private const int LongestBody = 1 << 20;

    private static readonly ActivitySource Spans = new("Analyst");

    private readonly ModelEndpoint endpoint;
    private readonly TimeProvider time;
    private readonly HttpClient http;
    private readonly ChatClient client;

    public OpenAiModel(ModelEndpoint endpoint, TimeProvider time)
    {
        (this.endpoint, this.time) = (endpoint, time);
        // The key goes where the configuration says and nowhere else, so no redirects.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
        client = new ChatClient(endpoint.Model, new ApiKeyCredential(endpoint.Key), new OpenAIClientOptions
        {
            Endpoint = endpoint.Address,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = endpoint.AttemptDeadline + TimeSpan.FromSeconds(1),
            Transport = new HttpClientPipelineTransport(http),
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        });
    }

    public string Name => endpoint.Model;

    public async Task<ModelReply> Ask(ModelRequest request, CancellationToken ct)
    {
        var body = ChatBody.Of(endpoint.Model, request);
        var uses = new List<ModelUse>();
        var began = time.GetTimestamp();
        while (true)
        {
            var left = endpoint.Deadline - time.GetElapsedTime(began);
            var attempt = await Attempt(request, body, left < endpoint.AttemptDeadline ? left : endpoint.AttemptDeadline, ct);
            uses.Add(attempt.Use);
            if (attempt.Answer.Answer is { } answer)
                return new ModelReply(answer, Fault: null, uses);
            var pause = Pauses.Before(uses.Count + 1, endpoint.Pause, attempt.RetryAfter);
            if (!Faults.MayPass(attempt.Answer.Outcome) || uses.Count >= endpoint.Attempts || time.GetElapsedTime(began) + pause >= endpoint.Deadline)
                return new ModelReply(Answer: null, Faults.Of(attempt.Answer.Outcome), uses);
            await Task.Delay(pause, time, ct);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<(ChatAnswer Answer, ModelUse Use, TimeSpan? RetryAfter)> Attempt(ModelRequest request, BinaryData body, TimeSpan patience, CancellationToken ct)
    {
        using var span = Spans.StartActivity($"chat {endpoint.Model}", ActivityKind.Client);
        span?.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.provider.name", "openai").SetTag("gen_ai.request.model", endpoint.Model).SetTag("server.address", endpoint.Address.Host);
        var began = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var (answer, requestId, retryAfter) = await Exchange(request.Shape, body, either.Token, ct);
        span?.SetTag("gen_ai.usage.input_tokens", answer.PromptTokens).SetTag("gen_ai.usage.output_tokens", answer.CompletionTokens);
        if (answer.Outcome != ChatAnswer.Ok)
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", answer.Outcome);
        var cost = endpoint.Prices.Cost(endpoint.Model, answer.PromptTokens, answer.CachedTokens, answer.CompletionTokens);
        var use = new ModelUse(
            request.Purpose, endpoint.Model, answer.Outcome, answer.PromptTokens, answer.CachedTokens, answer.CompletionTokens, cost, (long)time.GetElapsedTime(began).TotalMilliseconds, requestId);
        return (answer, use, retryAfter);
    }

    /// <summary>One request and its answer, whatever goes wrong in between.</summary>
    private async Task<(ChatAnswer Answer, string? RequestId, TimeSpan? RetryAfter)> Exchange(ReplyShape shape, BinaryData body, CancellationToken either, CancellationToken ct)
    {
        string? requestId = null;
        try
        {
            var options = new RequestOptions { CancellationToken = either, ErrorOptions = ClientErrorBehaviors.NoThrow, BufferResponse = false };
            using var content = BinaryContent.Create(body);
            using var response = (await client.CompleteChatAsync(content, options)).GetRawResponse();
            requestId = RequestId(response);
            if (response.Status != 200)
                return (new ChatAnswer(string.Create(CultureInfo.InvariantCulture, $"http-{response.Status}")), requestId, RetryAfter(response));
            return (await Read(response, shape, either), requestId, null);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception) when (either.IsCancellationRequested)
        {
            return (new ChatAnswer(ChatAnswer.Timeout), requestId, null);
        }
        catch (OperationCanceledException)
        {
            return (new ChatAnswer(ChatAnswer.Timeout), requestId, null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ClientResultException or InvalidOperationException)
        {
            return (new ChatAnswer(requestId is null ? ChatAnswer.Unreachable : ChatAnswer.BrokenBody), requestId, null);
        }
    }

    private static async Task<ChatAnswer> Read(PipelineResponse response, ReplyShape shape, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 << 10];
        try
        {
            while (await response.ContentStream!.ReadAsync(buffer, ct) is > 0 and var read)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > LongestBody)
                    return new ChatAnswer(ChatAnswer.BrokenBody);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !ct.IsCancellationRequested)
        {
            return new ChatAnswer(ChatAnswer.BrokenBody);
        }
        return ChatAnswer.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), shape);
    }

    private static string? RequestId(PipelineResponse response) =>
        response.Headers.TryGetValue("x-request-id", out var id) && id is { Length: > 0 and <= 128 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? id : null;

    private TimeSpan? RetryAfter(PipelineResponse response) =>
        response.Headers.TryGetValue("retry-after", out var text) ? Pauses.Told(text, time.GetUtcNow()) : null;
}
