/* What OpenCV's image processing has of pooling, plane by plane: means and maxima of a square at every pixel,
 * halving by area, and the mean of a whole plane.
 */
#include "pool_peers.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace {

enum class Way { dilate, blur, halve, mean };

struct Peer {
    PoolPeerCase shape;
    Way way;
    std::vector<cv::Mat> from, to;
    cv::Mat square;
};

bool way_of(const PoolPeerCase &shape, Way *way) {
    const bool every = shape.stride == 1 && shape.kernel % 2 == 1 && shape.padding == shape.kernel / 2;
    if (shape.indices) {
        return false;
    }
    if (shape.whole) {
        *way = Way::mean;
        return true;
    }
    if (every) {
        *way = shape.max ? Way::dilate : Way::blur;
        return true;
    }
    *way = Way::halve;
    return !shape.max && shape.kernel == 2 && shape.stride == 2 && shape.side % 2 == 0;
}

void *open_peer(const PoolPeerCase *shape) {
    Way way;
    if (!way_of(*shape, &way)) {
        return nullptr;
    }
    cv::setNumThreads(1);
    Peer *peer = new Peer{*shape, way, {}, {}, {}};
    const size_t plane = static_cast<size_t>(shape->side) * static_cast<size_t>(shape->side);
    for (int c = 0; c < shape->channels; c++) {
        float *values = const_cast<float *>(shape->input) + static_cast<size_t>(c) * plane;
        peer->from.emplace_back(shape->side, shape->side, CV_32F, values);
        peer->to.emplace_back(shape->out_side, shape->out_side, CV_32F);
    }
    peer->square = cv::Mat::ones(shape->kernel, shape->kernel, CV_8U);
    return peer;
}

void run_peer(void *state) {
    Peer *peer = static_cast<Peer *>(state);
    const int k = peer->shape.kernel;
    for (size_t c = 0; c < peer->from.size(); c++) {
        const cv::Mat &from = peer->from[c];
        cv::Mat &to = peer->to[c];
        switch (peer->way) {
        case Way::dilate:
            cv::dilate(from, to, peer->square);
            break;
        case Way::blur:
            cv::blur(from, to, cv::Size(k, k), cv::Point(-1, -1), cv::BORDER_CONSTANT);
            break;
        case Way::halve:
            cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
            break;
        case Way::mean:
            to.at<float>(0, 0) = static_cast<float>(cv::mean(from)[0]);
            break;
        }
    }
}

float read_output(const void *state, int c, int y, int x) {
    return static_cast<const Peer *>(state)->to[static_cast<size_t>(c)].at<float>(y, x);
}

void close_peer(void *state) {
    delete static_cast<Peer *>(state);
}

} // namespace

extern "C" const PoolPeer pool_peer_opencv = {"OpenCV", false, open_peer, run_peer, read_output, close_peer};
